import { emptyFleetBook, type FleetBook } from '../../../../shared/domain/detection/fleet/fleet';
import { durationsOf } from '../../../../shared/domain/detection/sparse/drill-durations';
import { ruleOfSparse } from '../../../../shared/domain/detection/sparse/rule-of-sparse';
import { createSparseBook } from '../../../../shared/domain/detection/sparse/sparse-book';
import { shippedThreshold } from '../../../../shared/domain/detection/threshold';
import { outcomeOf } from '../../../../shared/domain/metrics/derive/outcomes';
import { msOf } from '../../../../shared/domain/primitives';
import type { Execution, Participant, View } from '../../../../shared/domain/view';
import type { Steps } from '../../../../shared/lib/steps';
import type { Core } from '../../engine-api';
import type { Ports } from '../../ports';
import type { RunningFindings } from '../book/open-findings';
import type { FoundNow } from '../findings-api';
import { startInTurns } from '../start-in-turns';
import { createForetold } from './foretold';
import { TOGETHER } from './join-slow';
import { type Drill, slowIn } from './watch-drills';
import { attemptsOf, failingIn } from './watch-failures';

/** Drills, compared with the drills before them. */
export interface DrillWatch {
  stop(): void;
}

interface DrillWatchParts {
  readonly ports: Pick<Ports, 'clock' | 'wall' | 'log'>;
  readonly core: Pick<Core, 'view' | 'state'>;
  readonly findings: Pick<RunningFindings, 'report' | 'open' | 'thresholdOf' | 'draftBy'>;
}

/** Subjects of what is found here begin so. */
const OURS = 'sparse';

/**
 * Each minute of the engine's clock, judges what runs against what ended before, and learns what has ended since. What was found of an
 * execution stands until the execution ends, or until something else tells of it.
 */
export function openDrillWatch({ ports, core, findings }: DrillWatchParts): DrillWatch {
  const { clock } = ports;
  const book = createSparseBook({ threshold: shippedThreshold('outlier') });
  const learned = new Set<string>();
  const fleets = new Map<string, FleetBook>();
  const foretold = createForetold(findings.open);

  function learn(drill: Drill): void {
    const { executionId, endedAt } = drill.execution;
    if (endedAt === null) return;
    learned.add(executionId);
    for (const { observation } of durationsOf(drill.execution, drill.participants, msOf(endedAt))) book.learn(observation);
    for (const attempt of attemptsOf(drill)) book.learnAttempt(attempt);
  }

  function* look(): Steps<void> {
    const view = core.view();
    const byExecution = participantsBy(view);
    const since = core.state().lastSession?.watchingSince;
    const watchingSinceMs = since === undefined ? clock.nowMs() : msOf(since);
    const drills = Object.values(view.executions).map(
      (execution): Drill => ({ execution, participants: byExecution.get(execution.executionId) ?? [], watchingSinceMs }),
    );
    for (const drill of drills) {
      if (learned.has(drill.execution.executionId) || !isSettled(drill.execution)) continue;
      yield;
      learn(drill);
    }
    const running = drills.filter(({ execution }) => outcomeOf(execution) === 'open');
    const scene = { book, thresholdOf: findings.thresholdOf, nowMs: clock.nowMs() };
    const found: FoundNow[] = [];
    const joined = new Set<string>();
    for (const drill of running) {
      const { executionId } = drill.execution;
      const slow = yield* slowIn(drill, scene, fleets.get(executionId) ?? emptyFleetBook);
      fleets.set(executionId, slow.book);
      for (const member of slow.members) joined.add(member);
      found.push(...slow.found, ...failingIn(drill, book, findings.thresholdOf, scene.nowMs));
    }
    const runs = new Set<string>(running.map(({ execution }) => execution.executionId));
    for (const executionId of fleets.keys()) if (!runs.has(executionId)) fleets.delete(executionId);
    foretold.keepOnly(runs);
    tell(found, joined, runs);
  }

  function tell(all: readonly FoundNow[], joined: ReadonlySet<string>, runs: ReadonlySet<string>): void {
    const found = all.filter((one) => !foretold.has(one));
    const subjects = new Set(all.map(({ subject }) => subject));
    const now = new Set(found.map(({ subject }) => subject));
    const because = (subject: string, executionId: string | null): string | null => {
      if (executionId === null || !runs.has(executionId)) return 'The execution is over.';
      if (subjects.has(subject)) return 'A forecast of this execution tells of it.';
      return joined.has(subject) || isTakenOver(subject, now) ? 'It is told together with other servers now.' : null;
    };
    const ended = [...findings.open().values()].flatMap(({ subject, executionId }) => {
      const why = !subject.startsWith(OURS) || now.has(subject) ? null : because(subject, executionId);
      return why === null ? [] : [{ subject, because: why }];
    });
    if (found.length > 0 || ended.length > 0) findings.report({ found, ended }, clock.now());
  }

  findings.draftBy(ruleOfSparse);
  return startInTurns(ports, look);
}

/** What servers still launch in has not ended for what is learned of it. */
function isSettled({ endedAt, detail }: Execution): boolean {
  return endedAt !== null && !detail.includes('siblings-still-launching') && !detail.includes('job-still-running');
}

/** Of servers slow together, that others of the same phase of the same execution are told now: after a restart they may share something else. */
function isTakenOver(subject: string, now: ReadonlySet<string>): boolean {
  if (!subject.startsWith(TOGETHER)) return false;
  const phase = subject.split(':', 3).join(':');
  return [...now].some((other) => other.startsWith(`${phase}:`));
}

function participantsBy({ participants }: View): ReadonlyMap<string, Participant[]> {
  const found = new Map<string, Participant[]>();
  for (const participant of Object.values(participants)) {
    const those = found.get(participant.executionId) ?? [];
    found.set(participant.executionId, those);
    those.push(participant);
  }
  return found;
}
