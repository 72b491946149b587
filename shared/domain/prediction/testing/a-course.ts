import { type Instant, instantOf, PlanId } from '../../primitives';
import type { Execution, Participant } from '../../view';
import { anExecution, aParticipant } from './a-view';

const START_MS = Date.UTC(2026, 2, 14, 9);
/** Seconds from the wave's job to its snapshot, and of each phase. */
const USUAL = { wait: 9, snapshot: 110, conversion: 380, launch: 200 } as const;
const HANDOVER = 30;

export interface DrillShape {
  /** Servers of each wave. */
  readonly waves: readonly number[];
  /** Which drill of the plan it is: a day apart, and the id. */
  readonly number: number;
  /** All durations are so many times the usual. */
  readonly pace?: number;
  /** Stands still so many seconds after its start; at its end where absent. */
  readonly atSeconds?: number;
  /** So many milliseconds later than others: shifts everything alike. */
  readonly shiftMs?: number;
  /** A server that never leaves this phase. */
  readonly stuck?: { readonly server: number; readonly phase: 'SNAPSHOT' | 'CONVERSION' | 'LAUNCH' };
}

export interface MadeDrill {
  readonly execution: Execution;
  readonly participants: readonly Participant[];
  readonly now: Instant;
  readonly finishMs: number;
}

/** A drill whose servers differ a little, for ever in the same way; as the console would show it at its moment. */
export function aDrill({ waves, number, pace = 1, atSeconds, shiftMs = 0, stuck }: DrillShape): MadeDrill {
  const startMs = START_MS + number * 86_400_000 + shiftMs;
  const nowMs = atSeconds === undefined ? Number.POSITIVE_INFINITY : startMs + atSeconds * 1000;
  const participants: Participant[] = [];
  const made: Execution['waves'][number][] = [];
  let jobMs = startMs + 6_000;
  let index = 0;
  let lastMs = jobMs;
  waves.forEach((size, waveNumber) => {
    lastMs = jobMs;
    const first = participants.length;
    for (let server = 0; server < size; server += 1) {
      const wiggle = pace * (1 + 0.08 * Math.sin(index * 2.1 + number * 1.3));
      const isStuck = stuck?.server === index ? stuck.phase : null;
      const part = aParticipant({ executionNumber: number, index, waveNumber, jobMs, nowMs, wiggle, isStuck, usual: USUAL });
      participants.push(part.participant);
      lastMs = Math.max(lastMs, part.launchedMs);
      index += 1;
    }
    made.push({
      waveNumber,
      waveName: `Tier ${waveNumber + 1}`,
      label: `Wave ${waveNumber + 1} Tier ${waveNumber + 1}`,
      status: jobMs > nowMs ? 'PENDING' : lastMs <= nowMs ? 'COMPLETED' : 'RUNNING',
      pauseBeforeWave: false,
      startedAt: jobMs > nowMs ? null : instantOf(jobMs),
      endedAt: lastMs + 10_000 > nowMs ? null : instantOf(lastMs + 10_000),
      jobId: null,
      jobStatus: null,
      region: 'us-east-1',
      counts: { total: participants.length - first, waiting: 0, inProgress: 0, launched: 0, failed: 0, terminated: 0 },
    });
    jobMs = lastMs + HANDOVER * 1000;
  });
  const finishMs = lastMs + 20_000;
  const isOver = finishMs <= nowMs;
  const execution = anExecution(number, {
    planId: PlanId.parse('plan'),
    status: isOver ? 'COMPLETED' : 'RUNNING',
    startedAt: instantOf(startMs),
    endedAt: isOver ? instantOf(finishMs) : null,
    waves: made,
  });
  return { execution, participants, now: instantOf(Math.min(nowMs, finishMs)), finishMs };
}
