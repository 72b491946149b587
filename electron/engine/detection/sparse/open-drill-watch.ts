import { durationsOf } from '../../../../shared/domain/detection/sparse/drill-durations';
import { ruleOfSparse } from '../../../../shared/domain/detection/sparse/rule-of-sparse';
import { createSparseBook } from '../../../../shared/domain/detection/sparse/sparse-book';
import { shippedThreshold } from '../../../../shared/domain/detection/threshold';
import { outcomeOf } from '../../../../shared/domain/metrics/derive/outcomes';
import { msOf } from '../../../../shared/domain/primitives';
import type { Participant, View } from '../../../../shared/domain/view';
import type { Core } from '../../engine-api';
import { startSampling } from '../../metrics/sample';
import type { Ports } from '../../ports';
import type { RunningFindings } from '../book/open-findings';
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
 * execution stands until the execution ends.
 */
export function openDrillWatch({ ports, core, findings }: DrillWatchParts): DrillWatch {
  const { clock } = ports;
  const book = createSparseBook({ threshold: shippedThreshold('outlier') });
  const learned = new Set<string>();

  function learn(drill: Drill): void {
    const { executionId, endedAt } = drill.execution;
    learned.add(executionId);
    if (endedAt === null) return;
    for (const { observation } of durationsOf(drill.execution, drill.participants, msOf(endedAt))) book.learn(observation);
    for (const attempt of attemptsOf(drill)) book.learnAttempt(attempt);
  }

  function look(): void {
    const view = core.view();
    const byExecution = participantsBy(view);
    const since = core.state().lastSession?.watchingSince;
    const watchingSinceMs = since === undefined ? clock.nowMs() : msOf(since);
    const drills = Object.values(view.executions)
      .map((execution): Drill => ({ execution, participants: byExecution.get(execution.executionId) ?? [], watchingSinceMs }))
      .sort((a, b) => ((a.execution.startedAt ?? '') < (b.execution.startedAt ?? '') ? -1 : 1));
    const nowMs = clock.nowMs();
    const running = drills.filter(({ execution }) => outcomeOf(execution) === 'open');
    const found = running.flatMap((drill) => [
      ...slowIn(drill, book, findings.thresholdOf, nowMs),
      ...failingIn(drill, book, findings.thresholdOf, nowMs),
    ]);
    const runs = new Set<string>(running.map(({ execution }) => execution.executionId));
    const now = new Set(found.map(({ subject }) => subject));
    const ended = [...findings.open().values()].flatMap(({ subject, executionId }) => {
      if (!subject.startsWith(OURS) || now.has(subject)) return [];
      if (executionId !== null && runs.has(executionId)) return joinedSince(subject, now) ? [{ subject, because: JOINED }] : [];
      return [{ subject, because: 'The execution is over.' }];
    });
    if (found.length > 0 || ended.length > 0) findings.report({ found, ended }, clock.now());
    for (const drill of drills)
      if (!learned.has(drill.execution.executionId) && !runs.has(drill.execution.executionId)) learn(drill);
  }

  findings.draftBy(ruleOfSparse);
  const sampling = startSampling(ports, look);
  return { stop: sampling.stop };
}

const JOINED = 'It is told together with other servers now.';

/** Of a single server whose phase is slow in many by now. */
function joinedSince(subject: string, now: ReadonlySet<string>): boolean {
  return subject.startsWith('sparse:["PhaseDuration"') && [...now].some((other) => other.startsWith('sparse-fleet:'));
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
