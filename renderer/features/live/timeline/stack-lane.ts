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
  const edges = [...new Set(rows.flat().flatMap((piece) => [piece.from, piece.to]))].sort((a, b) => a - b);
  const unit = heightPx / participants.length;
  const bars: Bar[] = [];
  for (let index = 0; index + 1 < edges.length; index += 1) {
    const [from = 0, to = 0] = edges.slice(index, index + 2);
    let y = heightPx;
    for (const [kind, servers] of countAt(rows, (from + to) / 2)) {
      y -= servers * unit;
      bars.push({ kind, x: from, width: to - from, y, height: servers * unit, servers });
    }
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
  const ends = participants.flatMap((one) =>
    one.phases.flatMap((span) => (span.endedAt === null ? [] : [Date.parse(span.endedAt)])),
  );
  return ends.length === 0 ? null : Math.max(...ends);
}

function piecesOf(participant: Participant, scale: Scale, untilMs: number): Piece[] {
  const spans = participant.phases.flatMap((span) => pieceOf(span, scale, untilMs));
  const last = spans.at(-1);
  const outcome = outcomeOf(participant);
  if (last === undefined || outcome === null) return spans;
  const to = round(xOf(scale, untilMs));
  return to > last.to ? [...spans, { kind: outcome, from: last.to, to }] : spans;
}

function pieceOf(span: PhaseSpan, scale: Scale, untilMs: number): Piece[] {
  if (span.phase !== 'SNAPSHOT' && span.phase !== 'CONVERSION' && span.phase !== 'LAUNCH') return [];
  const from = round(xOf(scale, Date.parse(span.startedAt)));
  const to = round(xOf(scale, span.endedAt === null ? untilMs : Date.parse(span.endedAt)));
  return to > from ? [{ kind: span.phase, from, to }] : [];
}

function outcomeOf(participant: Participant): BarKind | null {
  const { phase } = participant;
  return phase === 'LAUNCHED' || phase === 'FAILED' || phase === 'TERMINATED' ? phase : null;
}

function countAt(rows: readonly Piece[][], x: number): [BarKind, number][] {
  const counts = new Map<BarKind, number>();
  for (const pieces of rows) {
    const piece = pieces.find((one) => one.from <= x && x < one.to);
    if (piece !== undefined) counts.set(piece.kind, (counts.get(piece.kind) ?? 0) + 1);
  }
  return ORDER.flatMap((kind) => {
    const servers = counts.get(kind);
    return servers === undefined ? [] : [[kind, servers] satisfies [BarKind, number]];
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
