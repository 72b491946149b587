import type { Participant, PhaseSpan } from '../../../../shared/domain/view';
import { type Scale, xOf } from './scale';

/** What a piece of a lane stands for. The last three are how a server stands after its last phase. */
export type BarKind = 'SNAPSHOT' | 'CONVERSION' | 'LAUNCH' | 'LAUNCHED' | 'FAILED' | 'TERMINATED';

/** A rectangle in a lane: pixels, from the lane's top left. `servers` is how many it stands for. */
export interface Bar {
  readonly kind: BarKind;
  readonly x: number;
  readonly width: number;
  readonly y: number;
  readonly height: number;
  readonly servers: number;
}

/** From the bottom of a lane upward: what is done carries what is still to do; trouble floats on top. */
const ORDER: readonly BarKind[] = ['LAUNCHED', 'TERMINATED', 'LAUNCH', 'CONVERSION', 'SNAPSHOT', 'FAILED'];

interface Piece {
  readonly kind: BarKind;
  readonly from: number;
  readonly to: number;
}

/**
 * Many servers in one lane: at each moment the lane's height is shared out by how many servers are in which phase. Three servers
 * give thirds, a hundred give a profile; a lane in lockstep gives plain bars either way.
 *
 * @param untilMs Where the state after the last phase stops being drawn: the end of the wave, or now.
 */
export function stackLane(participants: readonly Participant[], scale: Scale, untilMs: number, heightPx: number): readonly Bar[] {
  if (participants.length === 0) return [];
  const rows = participants.map((one) => piecesOf(one, scale, untilMs));
  const unit = heightPx / participants.length;
  const counts = ORDER.map(() => 0);
  const bars: Bar[] = [];
  let before: number | null = null;
  for (const { x, change } of stepsOf(rows)) {
    if (before !== null) bars.push(...profileAt(counts, before, x, unit, heightPx));
    change.forEach((by, kind) => {
      counts[kind] = (counts[kind] ?? 0) + by;
    });
    before = x;
  }
  return mergeNeighbours(bars);
}

/** One server's own row. */
export function serverBars(participant: Participant, scale: Scale, untilMs: number, heightPx: number): readonly Bar[] {
  return piecesOf(participant, scale, untilMs).map((piece) => ({
    kind: piece.kind,
    x: piece.from,
    width: piece.to - piece.from,
    y: 0,
    height: heightPx,
    servers: 1,
  }));
}

/** End of the latest phase of any of them, epoch milliseconds; null while nothing has ended. */
export function lastEndMs(participants: readonly Participant[]): number | null {
  // Equal in form, so that their order is the order of their letters: one of thousands is parsed.
  let last = '';
  for (const { phases } of participants) for (const { endedAt } of phases) if (endedAt !== null && endedAt > last) last = endedAt;
  return last === '' ? null : Date.parse(last);
}

/** One after the other, never over each other: a server is in one phase at a time. */
function piecesOf(participant: Participant, scale: Scale, untilMs: number): Piece[] {
  const pieces: Piece[] = [];
  let reached = Number.NEGATIVE_INFINITY;
  for (const piece of [
    ...participant.phases.flatMap((span) => pieceOf(span, scale, untilMs)),
    ...outcomePiece(participant, scale, untilMs),
  ]) {
    const from = Math.max(piece.from, reached);
    if (piece.to <= from) continue;
    pieces.push({ ...piece, from });
    reached = piece.to;
  }
  return pieces;
}

/** How it stands after its last phase, from there to the end of the lane. */
function outcomePiece(participant: Participant, scale: Scale, untilMs: number): Piece[] {
  const last = participant.phases.at(-1);
  const kind = outcomeOf(participant);
  const endMs = last === undefined ? null : timesOf(last).toMs;
  if (endMs === null || kind === null) return [];
  return [{ kind, from: round(xOf(scale, endMs)), to: round(xOf(scale, untilMs)) }];
}

interface Times {
  readonly fromMs: number;
  readonly toMs: number | null;
}

/** Spans stay the same objects from delta to delta, and are drawn again with every pulse. */
const times = new WeakMap<PhaseSpan, Times>();

function timesOf(span: PhaseSpan): Times {
  const known = times.get(span);
  if (known !== undefined) return known;
  const read = { fromMs: Date.parse(span.startedAt), toMs: span.endedAt === null ? null : Date.parse(span.endedAt) };
  times.set(span, read);
  return read;
}

function pieceOf(span: PhaseSpan, scale: Scale, untilMs: number): Piece[] {
  if (span.phase !== 'SNAPSHOT' && span.phase !== 'CONVERSION' && span.phase !== 'LAUNCH') return [];
  const { fromMs, toMs } = timesOf(span);
  const from = round(xOf(scale, fromMs));
  const to = round(xOf(scale, toMs ?? untilMs));
  return to > from ? [{ kind: span.phase, from, to }] : [];
}

function outcomeOf(participant: Participant): BarKind | null {
  const { phase } = participant;
  return phase === 'LAUNCHED' || phase === 'FAILED' || phase === 'TERMINATED' ? phase : null;
}

/** By how many servers each kind (in the order above) grows or shrinks at `x`. */
interface Step {
  readonly x: number;
  readonly change: number[];
}

/** Edges from left to right. One pass over them draws a lane of thousands of servers in the time of a sort. */
function stepsOf(rows: readonly Piece[][]): readonly Step[] {
  const steps = new Map<number, Step>();
  const note = (x: number, kind: BarKind, by: number): void => {
    const step = steps.get(x) ?? { x, change: ORDER.map(() => 0) };
    steps.set(x, step);
    const index = ORDER.indexOf(kind);
    step.change[index] = (step.change[index] ?? 0) + by;
  };
  for (const pieces of rows)
    for (const { kind, from, to } of pieces) {
      note(from, kind, 1);
      note(to, kind, -1);
    }
  return [...steps.values()].sort((a, b) => a.x - b.x);
}

/** What stands between two edges, from the bottom upward. */
function profileAt(counts: readonly number[], from: number, to: number, unit: number, heightPx: number): Bar[] {
  let y = heightPx;
  return ORDER.flatMap((kind, index) => {
    const servers = counts[index] ?? 0;
    if (servers === 0) return [];
    y -= servers * unit;
    return [{ kind, x: from, width: to - from, y, height: servers * unit, servers }];
  });
}

/** Equal bars that touch become one, so that a lane in lockstep draws three rectangles and not thirty. */
function mergeNeighbours(bars: readonly Bar[]): readonly Bar[] {
  const open = new Map<string, Bar>();
  const done: Bar[] = [];
  for (const bar of bars) {
    const key = `${bar.kind} ${bar.y} ${bar.height}`;
    const before = open.get(key);
    if (before !== undefined && before.x + before.width === bar.x) open.set(key, { ...before, width: before.width + bar.width });
    else {
      if (before !== undefined) done.push(before);
      open.set(key, bar);
    }
  }
  return [...done, ...open.values()];
}

/** Half pixels: finer edges cannot be seen, and would keep neighbours from merging. */
function round(x: number): number {
  return Math.round(x * 2) / 2;
}
