import { actorName } from '../../shared/domain/actor-name';
import type { EventOf } from '../../shared/domain/events';
import { unreachable } from '../../shared/lib/unreachable';
import { t } from '../language/language';
import type { EventWords } from './event-words';

/** What was found unusual, or was said of it, as one line. */
export function detectionWords(event: EventOf<'findings.changed' | 'finding.judged' | 'detection.changed'>): EventWords {
  const said = { group: 'alerts', tone: 'quiet' } as const;
  switch (event.type) {
    case 'findings.changed': {
      const [first] = event.findings;
      if (event.findings.length === 1 && first !== undefined && first.endedAt !== null)
        return { ...said, text: t('ui.findingEnded', { title: first.title, because: first.endedBecause ?? '' }) };
      return {
        ...said,
        tone: 'waiting',
        text: t('ui.findingsChanged', { count: event.findings.length, title: first?.title ?? '' }),
      };
    }
    case 'finding.judged':
      return {
        ...said,
        group: 'people',
        text: t(`ui.findingJudged:${event.verdict}`, {
          actor: actorName(event.actor),
          title: event.title,
          before: event.before.toFixed(2),
          sensitivity: event.sensitivity.toFixed(2),
        }),
      };
    case 'detection.changed':
      return { ...said, group: 'people', text: t('ui.detectionChanged', { actor: actorName(event.actor) }) };
    default:
      return unreachable(event);
  }
}
