import type { ConsoleEvent } from '../../shared/domain/events';
import { unreachable } from '../../shared/lib/unreachable';
import { t } from '../language/language';
import type { EventWords } from './event-words';

export type TrainingConsoleEvent = Extract<ConsoleEvent, { type: `training.${string}` }>;

/** What happened in an exercise, as one line. */
export function trainingWords(event: TrainingConsoleEvent): EventWords {
  const quiet = { group: 'people', tone: 'quiet' } as const;
  switch (event.type) {
    case 'training.started':
      return { ...quiet, text: t('training.eventStarted', { trainee: event.trainee, exercise: event.exerciseId }) };
    case 'training.seen':
      return { ...quiet, text: t('training.eventSeen', { what: event.thing ?? event.screen }) };
    case 'training.answered':
      return { ...quiet, text: t('training.eventAnswered', { task: event.taskId }) };
    case 'training.hinted':
      return { ...quiet, text: t('training.eventHinted', { task: event.taskId }) };
    case 'training.ended':
      return {
        group: 'people',
        tone: event.outcome === 'not-passed' ? 'waiting' : 'succeeded',
        text: t(event.outcome === 'not-passed' ? 'training.eventNotPassed' : 'training.eventPassed', {
          exercise: event.exerciseId,
        }),
      };
    default:
      return unreachable(event);
  }
}
