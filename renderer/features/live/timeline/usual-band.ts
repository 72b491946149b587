import type { Execution } from '../../../../shared/domain/view';
import { type Expected, type TimedPhase, timedPhases } from '../expected';
import { type Scale, xOf } from './scale';

/** What past runs took, in a lane's pixels: the phases one after the other, and where the end usually lies. */
export interface UsualBand {
  readonly from: number;
  readonly to: number;
  readonly pieces: readonly { readonly phase: TimedPhase; readonly x: number; readonly width: number }[];
  /** Half of the past ended between these; null where the end is foreseen, and drawn as that. */
  readonly end: { readonly from: number; readonly to: number } | null;
}

/** When each wave began, or would begin if the work still ahead took its usual time from now on. Epoch milliseconds. */
export function startsOf(execution: Pick<Execution, 'waves'>, expected: Expected, nowMs: number): ReadonlyMap<number, number> {
  const starts = new Map<number, number>();
  let freeMs = nowMs;
  for (const wave of execution.waves) {
    const usual = expected.waves.get(wave.waveNumber);
    const startMs = wave.startedAt === null ? freeMs : Date.parse(wave.startedAt);
    if (wave.startedAt === null && (usual === undefined || wave.status !== 'PENDING')) break;
    starts.set(wave.waveNumber, startMs);
    if (wave.status === 'RUNNING' || wave.status === 'PENDING') freeMs = Math.max(nowMs, startMs + (usual?.took.medianMs ?? 0));
  }
  return starts;
}

/** Where the end of a wave is foreseen: only what its phases usually take, and nothing to the right of `untilX`, which is now. */
export function withoutEnd(band: UsualBand, untilX: number): UsualBand {
  const pieces = band.pieces.flatMap((piece) => {
    const width = Math.min(piece.x + piece.width, untilX) - piece.x;
    return width > 0 ? [{ ...piece, width }] : [];
  });
  return { ...band, pieces, end: null };
}

/** Null where nothing is known of the wave, or nothing of it is in sight. */
export function bandOf(
  expected: Expected | null,
  waveNumber: number,
  startMs: number | undefined,
  scale: Scale,
): UsualBand | null {
  const usual = expected?.waves.get(waveNumber);
  if (usual === undefined || startMs === undefined) return null;
  const { medianMs, spreadMs } = usual.took;
  const from = xOf(scale, startMs);
  const to = xOf(scale, startMs + medianMs);
  const end = { from: xOf(scale, startMs + medianMs - spreadMs), to: xOf(scale, startMs + medianMs + spreadMs) };
  if (end.to <= from) return null;
  let atMs = startMs;
  const pieces = timedPhases.flatMap((phase) => {
    const x = xOf(scale, atMs);
    atMs = Math.min(startMs + medianMs, atMs + (usual.phases[phase]?.medianMs ?? 0));
    const width = xOf(scale, atMs) - x;
    return width > 0 ? [{ phase, x, width }] : [];
  });
  return { from, to, pieces, end };
}
