import { seededChance } from '../../../electron/simulator/chance';
import { bell } from '../../../electron/simulator/past/past-planner';
import type { Course, ExecutionCourse, ServerCourse, Stretch } from '../../../shared/domain/prediction/past';
import { ExecutionId, ServerId } from '../../../shared/domain/primitives';
import { contextId } from './predict-world';

const USUAL: readonly (readonly [Stretch, number])[] = [
  ['WAITING', 9],
  ['SNAPSHOT', 110],
  ['CONVERSION', 380],
  ['LAUNCH', 200],
];
const DAY_MS = 86_400_000;

/** Thirty past executions of many servers in two waves, and one that is in its first wave: for speed alone. */
export function aLargeRun(servers: number): {
  readonly past: ExecutionCourse[];
  readonly run: ExecutionCourse;
  readonly nowMs: number;
} {
  const chance = seededChance(`sizes-${servers}`);
  const executionOf = (number: number, nowMs: number | null): ExecutionCourse => {
    const startedMs = Date.UTC(2026, 0, 1) + number * DAY_MS;
    const members = Array.from({ length: servers }, (_, index) => {
      const waveNumber = index % 2;
      const waveMs = startedMs + 6_000 + waveNumber * 900_000;
      return serverOf(index, waveNumber, waveMs, nowMs, () => bell(chance));
    });
    return {
      executionId: ExecutionId.parse(`00000000-0000-4000-8000-${String(number).padStart(12, '0')}`),
      contextId,
      plan: 'plan',
      startedMs,
      endedMs: nowMs === null ? startedMs + 1_800_000 : null,
      outcome: nowMs === null ? 'completed' : 'open',
      waves: [0, 1].map((waveNumber) => ({
        waveNumber,
        startedMs: nowMs === null || waveNumber === 0 ? startedMs + 6_000 + waveNumber * 900_000 : null,
        launchedMs: nowMs === null ? startedMs + 850_000 + waveNumber * 900_000 : null,
        endedMs: nowMs === null ? startedMs + 860_000 + waveNumber * 900_000 : null,
        pauseBefore: false,
      })),
      servers: members,
    };
  };
  const nowMs = Date.UTC(2026, 0, 31) + 300_000;
  return { past: Array.from({ length: 30 }, (_, number) => executionOf(number, null)), run: executionOf(30, nowMs), nowMs };
}

function serverOf(index: number, waveNumber: number, waveMs: number, nowMs: number | null, noise: () => number): ServerCourse {
  const courses: Course[] = [];
  let at = waveMs;
  for (const [stretch, usual] of USUAL) {
    if (nowMs !== null && at > nowMs) break;
    const seconds = usual * Math.exp(0.1 * noise());
    const isOpen = nowMs !== null && at + seconds * 1000 > nowMs;
    courses.push({ stretch, startedMs: at, seconds: isOpen ? (nowMs - at) / 1000 : seconds, isOpen });
    at += seconds * 1000;
    if (isOpen) break;
  }
  const isLaunched = nowMs === null || courses.length === USUAL.length;
  return {
    sourceServerId: ServerId.parse(`s-${String(index).padStart(17, '0')}`),
    serverName: `server-${index}`,
    waveNumber,
    kind: index % 3 === 0 ? 'm6i.large' : 'r6i.xlarge',
    courses,
    outcome: isLaunched ? 'launched' : 'open',
    launchedMs: isLaunched ? at : null,
    retries: 0,
    retrySeconds: 0,
    awaitsRetry: false,
  };
}
