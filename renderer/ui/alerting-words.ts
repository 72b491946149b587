import { actorName } from '../../shared/domain/actor-name';
import type { EventOf } from '../../shared/domain/events';
import { unreachable } from '../../shared/lib/unreachable';
import { t } from '../language/language';
import type { EventWords } from './event-words';

export type AlertingConsoleEvent = EventOf<
  | 'alerts.changed'
  | 'incident.changed'
  | 'rule.state-changed'
  | 'silence.changed'
  | 'severity.corrected'
  | 'alert-rules.changed'
  | 'alerting.changed'
  | 'on-call.changed'
>;

/** What happened to alerts and incidents, or to how they are dealt with, as one line. */
export function alertingWords(event: AlertingConsoleEvent): EventWords {
  const said = { group: 'alerts', tone: 'quiet' } as const;
  switch (event.type) {
    case 'alerts.changed':
      return { ...said, text: t('ui.alertsChanged', { count: event.alerts.length, title: event.alerts[0]?.title ?? '' }) };
    case 'incident.changed': {
      const { number, title } = event.incident;
      return { ...said, text: event.entries.at(-1)?.text ?? t('ui.incidentChanged', { number, title }) };
    }
    case 'rule.state-changed':
      return { ...said, tone: event.to === 'ALARM' ? 'waiting' : 'quiet', text: event.title };
    case 'silence.changed':
      return {
        ...said,
        group: 'people',
        text: t('ui.silenceChanged', { actor: actorName(event.actor), reason: event.silence.reason }),
      };
    case 'severity.corrected':
      return {
        ...said,
        group: 'people',
        text: t('ui.severityCorrected', { actor: actorName(event.actor), from: event.from, to: event.to }),
      };
    case 'alert-rules.changed':
      return { ...said, group: 'people', text: t('ui.alertRulesChanged', { actor: actorName(event.actor) }) };
    case 'alerting.changed':
      return { ...said, group: 'people', text: t('ui.alertingChanged', { actor: actorName(event.actor) }) };
    case 'on-call.changed':
      return { ...said, group: 'people', text: t('ui.onCallChanged', { actor: actorName(event.actor) }) };
    default:
      return unreachable(event);
  }
}
