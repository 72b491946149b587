import { actorName } from '../../shared/domain/actor-name';
import type { EventOf } from '../../shared/domain/events';
import { unreachable } from '../../shared/lib/unreachable';
import { t } from '../language/language';
import type { EventWords } from './event-words';

type ReportEvent = EventOf<'reports.changed' | 'framework.changed' | 'report.run-changed' | 'report.taken' | 'evidence.changed'>;

/** What happened to reports, frameworks and evidence, as one line. */
export function reportWords(event: ReportEvent): EventWords {
  const people = { group: 'people', tone: 'quiet' } as const;
  const actor = actorName(event.actor);
  switch (event.type) {
    case 'reports.changed':
      return { ...people, text: t('ui.reportsChanged', { actor, report: event.reportId }) };
    case 'framework.changed':
      return { ...people, text: t('ui.frameworkChanged', { actor, framework: event.frameworkId }) };
    case 'report.run-changed': {
      const { state, name, error } = event.run;
      return {
        group: 'people',
        tone: state === 'failed' ? 'failed' : 'quiet',
        text: t(`ui.reportRun:${state}`, { name, error: error ?? '' }),
      };
    }
    case 'report.taken':
      return { ...people, text: t('ui.reportTaken', { actor }) };
    case 'evidence.changed':
      return { ...people, text: t('ui.evidenceChanged', { actor, control: event.attachment.controlId }) };
    default:
      return unreachable(event);
  }
}
