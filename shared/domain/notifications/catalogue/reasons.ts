import type { JobLogItem } from '../../facts';
import { redactLine } from '../../logs/redact-line';
import { launchErrorOf } from '../../reconcile/launch-error';
import type { Participant } from '../../view';
import type { NotificationEvent } from '../event';
import type { Scene } from './scene';

const MOST_LINES = 20;
const MOST_STEPS = 4;
const MOST_CHARACTERS = 500;

/** The newest job log lines of these servers, oldest first. */
export function logExcerpt(participants: readonly Participant[], scene: Scene): NotificationEvent['logExcerpt'] {
  const names = new Map(participants.map(({ sourceServerId, serverName }) => [sourceServerId, serverName]));
  const lines = [...jobsOf(participants, scene)].flatMap((jobId) =>
    (scene.state.jobs[jobId]?.log ?? []).filter(({ sourceServerId }) => sourceServerId !== null && names.has(sourceServerId)),
  );
  return lines
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .slice(-MOST_LINES)
    .map((line) => ({ at: line.at, text: textOf(line, names) }));
}

function jobsOf(participants: readonly Participant[], { view }: Scene): ReadonlySet<string> {
  return new Set(
    participants.flatMap(({ executionId, waveNumber }) => {
      const wave = view.executions[executionId]?.waves.find((each) => each.waveNumber === waveNumber);
      return wave?.jobId == null ? [] : [wave.jobId];
    }),
  );
}

function textOf({ event, sourceServerId, error }: JobLogItem, names: ReadonlyMap<string, string>): string {
  const name = sourceServerId === null ? '' : ` ${names.get(sourceServerId) ?? sourceServerId}`;
  const text = redactLine(`${event}${name}${error === null ? '' : `: ${error}`}`);
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}

/** What to do, one step for each cause; servers that failed for the same cause share theirs. */
export function stepsFor(failed: readonly Participant[]): string[] {
  const byStep = new Map<string, string[]>();
  for (const { rawError, serverName } of failed) {
    if (rawError === null) continue;
    const { next } = launchErrorOf(rawError);
    const names = byStep.get(next);
    if (names === undefined) byStep.set(next, [serverName]);
    else names.push(serverName);
  }
  return [...byStep].slice(0, MOST_STEPS).map(([step, names]) => `${someOf(names)}: ${step}`);
}

/** "app-03: no free addresses in subnet-…": the first few that failed, and why. */
export function causesOf(failed: readonly Participant[]): string {
  const named = failed
    .slice(0, 3)
    .map(({ serverName, error }) => `${serverName} failed to launch${error === null ? '' : `: ${error}`}`);
  return failed.length > named.length ? `${named.join('; ')}; and ${failed.length - named.length} more` : named.join('; ');
}

function someOf(names: readonly string[]): string {
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}
