import { type Draw, drawsFrom } from './chance';
import { drawGap } from './gaps';
import type { History } from './history';
import { beliefOf, type PaceBelief, type PaceDraw } from './pace';
import { type Course, type ExecutionCourse, type ServerCourse, type Stretch, stretches } from './past';

/** Many courses the rest of an execution may take, equally likely; moments in milliseconds since 1970. */
export interface Futures {
  readonly waves: readonly WaveFutures[];
  /** When the execution ends. */
  readonly finish: Float64Array;
  /** When its last server is launched: what an RTO is measured by. */
  readonly launched: Float64Array;
  readonly belief: PaceBelief;
}

export interface WaveFutures {
  readonly waveNumber: number;
  readonly starts: Float64Array;
  readonly finish: Float64Array;
}

/** Draws of a forecast: fewer where there are many servers, so that it stays cheap. */
const WORK = 60_000;

/** One server before the draws: what is expected of each stretch that lies ahead. */
interface Ahead {
  readonly from: Course | null;
  readonly launchedMs: number | null;
  readonly awaitsRetry: boolean;
  readonly rest: readonly { readonly stretch: Stretch; readonly mean: number; readonly scale: number }[];
}

/**
 * Plays the rest of `run` many times: each wave waits for its slowest server, and the orchestrator starts the next one when it next
 * looks. Pauses ahead, and the one it waits in, count as approved at once. Seeded by the execution: asked twice, the same is answered.
 */
export function foresee(run: ExecutionCourse, history: History, nowMs: number): Futures {
  const count = Math.max(160, Math.min(600, Math.round(WORK / Math.max(1, run.servers.length))));
  const chance = drawsFrom(run.executionId);
  const belief = beliefOf(run, history);
  const waves = run.waves.map((wave) => ({
    wave,
    servers: run.servers
      .filter(({ waveNumber }) => waveNumber === wave.waveNumber)
      .map((server) => aheadOf(server, run, history)),
    starts: new Float64Array(count),
    finish: new Float64Array(count),
  }));
  const finish = new Float64Array(count);
  const launched = new Float64Array(count);
  for (let draw = 0; draw < count; draw += 1) {
    const pace = belief.draw((draw + 0.5) / count, chance);
    let ready = run.startedMs;
    let isFirst = true;
    for (const { wave, servers, starts, finish: ends } of waves) {
      const gap = isFirst ? history.gaps.beginning : history.gaps.handover;
      const start = wave.startedMs ?? later(ready, gap, nowMs, chance());
      let last = wave.startedMs === null ? start : (wave.launchedMs ?? start);
      if (wave.launchedMs === null) {
        for (const server of servers)
          last = Math.max(last, launchOf(server, wave.waveNumber, start, { history, pace, nowMs, chance }));
      }
      starts[draw] = start;
      ends[draw] = wave.endedMs ?? later(last, history.gaps.closing, nowMs, chance());
      ready = last;
      isFirst = false;
    }
    launched[draw] = ready;
    finish[draw] = later(ready, history.gaps.ending, nowMs, chance());
  }
  return {
    waves: waves.map(({ wave, starts, finish: ends }) => ({ waveNumber: wave.waveNumber, starts, finish: ends })),
    finish,
    launched,
    belief,
  };
}

/** `from` and a gap; what has not happened by now happens after now. */
function later(from: number, gaps: readonly number[], nowMs: number, p: number): number {
  return from + 1000 * drawGap(gaps, Math.max(0, (nowMs - from) / 1000), p);
}

function aheadOf(server: ServerCourse, run: ExecutionCourse, history: History): Ahead {
  const from = server.courses.at(-1) ?? null;
  const first = from === null ? 0 : stretches.indexOf(from.stretch);
  const rest = stretches.slice(first).flatMap((stretch) => {
    if (stretch !== from?.stretch && !history.takes(run.plan, stretch)) return [];
    return [{ stretch, ...history.expected(server, run.plan, stretch) }];
  });
  return { from, rest, launchedMs: server.launchedMs, awaitsRetry: server.awaitsRetry };
}

interface Round {
  readonly history: History;
  readonly pace: PaceDraw;
  readonly nowMs: number;
  readonly chance: Draw;
}

/** When one server is launched, in one draw. */
function launchOf(server: Ahead, waveNumber: number, waveStartMs: number, { history, pace, nowMs, chance }: Round): number {
  if (server.launchedMs !== null) return server.launchedMs;
  let at = server.from?.startedMs ?? waveStartMs;
  server.rest.forEach(({ stretch, mean, scale }, index) => {
    const centre = mean + pace.all + pace.of(waveNumber, stretch);
    const isUnderWay = index === 0 && server.from !== null;
    if (isUnderWay && server.awaitsRetry) {
      // The failed attempt is over: a pause, and then the launch anew.
      at = nowMs + 1000 * (5 + 60 * chance());
    } else if (isUnderWay || at < nowMs) {
      const elapsed = Math.log(Math.max(1, (nowMs - at) / 1000));
      at += secondsOf(centre + scale * history.scatter.above((elapsed - centre) / scale, chance())) * 1000;
      return;
    }
    at += secondsOf(centre + scale * history.scatter.quantile(chance())) * 1000;
    if (stretch === 'LAUNCH' && chance() < history.retryRate) at += 1000 * retryOf(history, chance);
  });
  return Math.max(at, nowMs);
}

/** Nothing is foreseen beyond ten days. */
const LONGEST = Math.log(864_000);

function secondsOf(logarithm: number): number {
  return Math.exp(Math.min(LONGEST, logarithm));
}

function retryOf({ retrySeconds }: History, chance: Draw): number {
  return retrySeconds[Math.floor(chance() * retrySeconds.length)] ?? 180;
}
