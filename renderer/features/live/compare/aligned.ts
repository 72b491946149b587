import type { Execution, Participant, Wave } from '../../../../shared/domain/view';
import type { Scale } from '../timeline/scale';
import { lastEndMs } from '../timeline/stack-lane';
import { endOf } from '../timeline/wave-lane';

/** One of the executions that stand side by side. `mark` tells them apart in words: A, B, C, D. */
export interface Side {
  readonly mark: string;
  readonly execution: Execution;
  readonly participants: readonly Participant[];
}

/** By what the lanes stand under each other. */
export type Alignment = 'start' | 'wave';

/** A wave of one side; null where that execution has no such wave. */
export interface SideWave {
  readonly side: Side;
  readonly wave: Wave | null;
  readonly members: readonly Participant[];
  /** From its start to its end, or to now; null while it has not begun. */
  readonly tookMs: number | null;
  /** What goes on has a time so far, which says nothing against one that has ended. */
  readonly ended: boolean;
}

export interface WaveGroup {
  readonly waveNumber: number;
  readonly label: string;
  readonly sides: readonly SideWave[];
}

export const marks = ['A', 'B', 'C', 'D'] as const;
export const MOST = marks.length;

/** The waves of all sides, by number; the name is the first side's that has it. */
export function groupsOf(sides: readonly Side[], nowMs: number): readonly WaveGroup[] {
  const numbers = [...new Set(sides.flatMap((side) => side.execution.waves.map((wave) => wave.waveNumber)))].sort(
    (a, b) => a - b,
  );
  return numbers.map((waveNumber) => {
    const waves = sides.map((side) => sideWave(side, waveNumber, nowMs));
    return { waveNumber, label: waves.find((one) => one.wave !== null)?.wave?.label ?? '', sides: waves };
  });
}

function sideWave(side: Side, waveNumber: number, nowMs: number): SideWave {
  const wave = side.execution.waves.find((one) => one.waveNumber === waveNumber) ?? null;
  const members = side.participants.filter((one) => one.waveNumber === waveNumber);
  const endMs = wave === null ? null : endOf(wave, members);
  const tookMs = wave === null || wave.startedAt === null ? null : (endMs ?? nowMs) - Date.parse(wave.startedAt);
  return { side, wave, members, tookMs, ended: endMs !== null };
}

/** How long the shared axis must be, milliseconds: for the longest run, or for the longest wave. */
export function axisLength(groups: readonly WaveGroup[], sides: readonly Side[], alignment: Alignment, nowMs: number): number {
  const lengths =
    alignment === 'wave'
      ? groups.flatMap((group) => group.sides.flatMap((one) => one.tookMs ?? []))
      : sides.flatMap((side) => wholeMs(side, nowMs) ?? []);
  return Math.max(60_000, ...lengths) * 1.03;
}

/** From the start to the end of everything, or to now; null while it has not begun. */
export function wholeMs({ execution, participants }: Side, nowMs: number): number | null {
  if (execution.startedAt === null) return null;
  const endMs = execution.endedAt === null ? nowMs : Math.max(Date.parse(execution.endedAt), lastEndMs(participants) ?? 0);
  return endMs - Date.parse(execution.startedAt);
}

/** Null where there is nothing to draw yet. */
export function scaleOf(one: SideWave, alignment: Alignment, lengthMs: number, widthPx: number): Scale | null {
  const from = alignment === 'wave' ? (one.wave?.startedAt ?? null) : one.side.execution.startedAt;
  if (from === null || one.wave === null || one.wave.startedAt === null) return null;
  const startMs = Date.parse(from);
  return { startMs, endMs: startMs + lengthMs, widthPx };
}
