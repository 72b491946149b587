import { unreachable } from '../../../lib/unreachable';
import type { EventOf } from '../../events';
import { secondsBetween } from '../../primitives';
import { counted } from '../../reconcile/words';
import type { Execution, Wave } from '../../view';
import type { NotificationEvent } from '../event';
import type { NotificationEventType } from '../event-types';
import { aboutExecution, failedOf, waveFacts } from './facts';
import { anEvent } from './form';
import { causesOf, logExcerpt, stepsFor } from './reasons';
import { happenedAt, type Scene, type Told } from './scene';

type Change = EventOf<'wave.changed'>;

/** A wave that starts, completes or fails. One that completed cannot fail later: its instances were terminated. */
export function waveEvents(change: Change, scene: Scene): Told[] {
  const execution = scene.view.executions[change.executionId];
  const wave = execution?.waves.find(({ waveNumber }) => waveNumber === change.waveNumber);
  if (execution === undefined || wave === undefined || change.past === true) return [];
  const said = { at: change.at, execution, wave, scene };
  const isNew = change.from === null || change.from === 'PENDING';
  switch (change.to) {
    case 'RUNNING':
      return !isNew
        ? []
        : [waveTold('wave.started', said, { word: 'started', summary: `${counted(wave.counts.total, 'server')} to launch.` })];
    case 'COMPLETED':
      return [waveTold('wave.completed', said, { word: 'completed', summary: `${launchedOf(wave)}${durationOf(wave)}.` })];
    case 'FAILED':
      return change.from === 'COMPLETED' ? [] : [waveFailed(said)];
    case 'PENDING':
    case 'CANCELLED':
      return [];
    default:
      return unreachable(change.to);
  }
}

interface Said {
  readonly at: Change['at'];
  readonly execution: Execution;
  readonly wave: Wave;
  readonly scene: Scene;
}

interface Words extends Pick<Partial<NotificationEvent>, 'nextSteps' | 'logExcerpt'> {
  readonly word: string;
  readonly summary: string;
  /** Part of the id beside execution and wave. */
  readonly part?: string;
}

function waveTold(type: NotificationEventType, { at, execution, wave, scene }: Said, { word, part = '', ...words }: Words): Told {
  const moment = type === 'wave.started' ? wave.startedAt : wave.endedAt;
  const event = anEvent({
    ...aboutExecution(execution, scene),
    ...words,
    type,
    eventId: `${type}:${execution.executionId}:${wave.waveNumber}${part}`,
    occurredAt: happenedAt(moment, at, scene),
    title: `${execution.planName}: ${wave.label} ${word}`,
    wave: waveFacts(wave),
  });
  return { event, opening: null };
}

function waveFailed(said: Said): Told {
  const { execution, wave, scene } = said;
  const failed = failedOf(execution.executionId, scene).filter(({ waveNumber }) => waveNumber === wave.waveNumber);
  const causes = failed.length === 0 ? '' : `; ${causesOf(failed)}`;
  return waveTold('wave.failed', said, {
    word: 'failed',
    summary: `${launchedOf(wave)}${stillLaunching(wave)}${causes}.`,
    nextSteps: stepsFor(failed),
    logExcerpt: logExcerpt(failed, scene),
  });
}

function launchedOf({ counts }: Wave): string {
  return `${counts.launched} of ${counted(counts.total, 'server')} launched`;
}

/** Servers of a failed wave go on until their job ends. */
function stillLaunching({ counts }: Wave): string {
  return counts.inProgress === 0 ? '' : `, ${counts.inProgress} still launching`;
}

function durationOf({ startedAt, endedAt }: Wave): string {
  if (startedAt === null || endedAt === null || endedAt <= startedAt) return '';
  return ` in ${counted(Math.max(1, Math.round(secondsBetween(startedAt, endedAt) / 60)), 'minute')}`;
}

const quarters = [75, 50, 25] as const;
const LEAST_SERVERS = 4;

/** Waves of at least four servers that have just passed a quarter, half or three quarters of their launches; the furthest mark only. */
export function progressEvents(scene: Scene): Told[] {
  const launches = new Map<string, { readonly change: EventOf<'participant.changed'>; count: number }>();
  for (const event of scene.events) {
    if (event.type !== 'participant.changed' || event.to !== 'LAUNCHED' || event.past === true) continue;
    const key = `${event.executionId}/${event.waveNumber}`;
    const held = launches.get(key);
    if (held === undefined) launches.set(key, { change: event, count: 1 });
    else held.count += 1;
  }
  return [...launches.values()].flatMap(({ change, count }) => progressOf(change, count, scene));
}

function progressOf({ executionId, waveNumber, at }: EventOf<'participant.changed'>, newly: number, scene: Scene): Told[] {
  const execution = scene.view.executions[executionId];
  const wave = execution?.waves.find((each) => each.waveNumber === waveNumber);
  if (execution === undefined || wave === undefined) return [];
  const { total, launched } = wave.counts;
  if (total < LEAST_SERVERS || launched >= total) return [];
  const mark = quarters.find((percent) => launched * 100 >= percent * total && (launched - newly) * 100 < percent * total);
  if (mark === undefined) return [];
  const words = { word: `${mark} % launched`, summary: `${launchedOf(wave)}.`, part: `:${mark}` };
  return [waveTold('wave.progressing', { at, execution, wave, scene }, words)];
}
