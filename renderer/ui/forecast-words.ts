import type { EventOf } from '../../shared/domain/events';
import { t } from '../language/language';
import type { EventWords } from './event-words';
import { formatClock } from './format';

/** What was foreseen of an execution, as one line. */
export function forecastWords(event: EventOf<'forecast.noted'>): EventWords {
  const said = { group: 'alerts', tone: 'quiet' } as const;
  const { planName, finish, ended } = event;
  if (ended !== null) return { ...said, text: t('ui.forecastEnded', { planName }) };
  if (finish === null) return { ...said, text: t('ui.forecastUnknown', { planName }) };
  return {
    ...said,
    text: t('ui.forecastNoted', {
      planName,
      early: formatClock(Date.parse(finish.earliest)),
      late: formatClock(Date.parse(finish.latest)),
    }),
  };
}
