import type { Execution, Wave } from '../../../../shared/domain/view';

/** A stretch in which a wave stood before its door, waiting for a person. `untilMs` null: it still does. */
export interface Gate {
  readonly fromMs: number;
  readonly untilMs: number | null;
}

/**
 * When a wave waited at its pause gate. The view keeps `pausedSince` only while it lasts; afterwards the wait is read from the
 * end of the wave before to the start of this one.
 */
export function gateOf(
  execution: Pick<Execution, 'status' | 'pausedBeforeWave' | 'pausedSince' | 'waves'>,
  wave: Wave,
): Gate | null {
  if (execution.status === 'PAUSED' && execution.pausedBeforeWave === wave.waveNumber && execution.pausedSince !== null) {
    return { fromMs: Date.parse(execution.pausedSince), untilMs: null };
  }
  if (!wave.pauseBeforeWave || wave.startedAt === null) return null;
  const before = execution.waves.find((other) => other.waveNumber === wave.waveNumber - 1);
  return before === undefined || before.endedAt === null
    ? null
    : { fromMs: Date.parse(before.endedAt), untilMs: Date.parse(wave.startedAt) };
}
