import type { DurationObservation } from '../observation';

/** A seeded stream of numbers in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function normal(unit: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit());
}

/** Student's t with four degrees of freedom. */
function heavy(unit: () => number): number {
  const squares = [0, 0, 0, 0].map(() => normal(unit) ** 2).reduce((sum, one) => sum + one, 0);
  return normal(unit) / Math.sqrt(squares / 4);
}

export interface Simulated {
  readonly observation: DurationObservation;
  /** Made this many times as long; 1 where nothing was done to it. */
  readonly factor: number;
}

const phases = [
  ['SNAPSHOT', 180],
  ['CONVERSION', 240],
  ['LAUNCH', 300],
] as const;
const WEEK = 7 * 86_400_000;

/**
 * Simulated drills of one plan, with what the method was not told of: tails of a t distribution with four degrees of freedom, a factor
 * common to all of a drill, a slow drift. From the fourth drill on one phase in fifty takes `factor` times as long.
 */
export function drills(seed: number, factor: number): readonly (readonly Simulated[])[] {
  const unit = seeded(seed);
  const [waves, servers, count] = [3, 4 + Math.floor(unit() * 6), 5 + Math.floor(unit() * 8)];
  const [scatter, drift] = [0.06 + unit() * 0.14, (unit() - 0.5) * 0.06];
  const ofWave = Array.from({ length: waves }, () => normal(unit) * 0.35);
  const ofServer = Array.from({ length: waves * servers }, () => normal(unit) * 0.25);
  return Array.from({ length: count }, (_, drill) => {
    const common = normal(unit) * 0.05 + drift * drill;
    return ofServer.flatMap((server, index) =>
      phases.map(([phase, seconds]): Simulated => {
        const waveNumber = Math.floor(index / servers);
        const isOdd = drill >= 3 && unit() < 0.02;
        const log = (ofWave[waveNumber] ?? 0) + server + common + scatter * heavy(unit);
        return {
          factor: isOdd ? factor : 1,
          observation: aPhase({
            executionId: `e-${drill}`,
            executionAtMs: drill * WEEK,
            waveNumber,
            phase,
            serverId: `s-${index}`,
            seconds: seconds * Math.exp(log) * (isOdd ? factor : 1),
          }),
        };
      }),
    );
  });
}

export function aPhase(change: Partial<DurationObservation> = {}): DurationObservation {
  return {
    metric: 'PhaseDuration',
    contextId: 'payroll',
    planName: 'Payroll DR',
    executionId: 'e-0',
    executionAtMs: 0,
    waveNumber: 0,
    phase: 'LAUNCH',
    serverId: 's-0',
    seconds: 300,
    isOver: true,
    ...change,
  };
}
