import type { StreamItem } from '../../../shared/contract/stream';
import { type Instant, instantOf, msOf } from '../../../shared/domain/primitives';
import type { DomainView } from '../../../shared/domain/reconcile/domain-view';
import { viewOf } from '../../../shared/domain/reconcile/view-of';
import type { EngineView, View } from '../../../shared/domain/view';
import type { Wall } from '../ports';
import { changesBetween } from '../state/view-changes';
import { shownAt } from './keyframes';
import type { Reel } from './recording';

/** The part of a replayed view that no journal holds: whose recording this is, and its clock at the instant. */
export type EngineAt = (reel: Reel, domain: DomainView, clock: { readonly at: Instant; readonly speed: number }) => EngineView;

interface PlayOptions {
  readonly reel: Reel;
  /** Epoch milliseconds within the recording. */
  readonly fromMs: number;
  /** Recorded seconds per second of the wall; 0 stands still. */
  readonly speed: number;
  readonly session: string;
  readonly engineAt: EngineAt;
  readonly wall: Pick<Wall, 'now' | 'monoMs' | 'sleep'>;
  readonly signal: AbortSignal;
}

/** Deltas are gathered for this long, as the live stream's are. */
const GATHER_MS = 100;
/** What only grows old is looked at this often. */
const LOOK_MS = 1_000;

export interface Shown {
  /** The last event that counts. */
  readonly seq: number;
  readonly domain: DomainView;
  readonly view: View;
}

/** The whole view of one instant (epoch milliseconds). Sources are never journaled, so there are none. */
export async function viewAt(reel: Reel, atMs: number, speed: number, engineAt: EngineAt): Promise<Shown> {
  const seq = reel.timeline.seqAt(atMs);
  const at = instantOf(atMs);
  const domain = shownAt(await reel.frames.at(seq), at);
  return { seq, domain, view: whole(domain, engineAt(reel, domain, { at, speed })) };
}

/** Snapshot, then what changes as the replay's clock goes on; ends with the recording. */
export async function* play(options: PlayOptions): AsyncGenerator<StreamItem, void, void> {
  const { reel, fromMs, speed, session, engineAt, wall, signal } = options;
  const toMs = msOf(reel.about.to);
  let { domain, view } = await viewAt(reel, fromMs, speed, engineAt);
  const { engine } = view.engine;
  let seq = 0;
  yield { kind: 'snapshot', session, seq, view, sentAt: wall.now() };
  if (speed === 0) return;
  const beganMs = wall.monoMs();
  for (let atMs = fromMs; atMs < toMs && !signal.aborted; ) {
    await rest(wall, waitMs(reel, atMs, toMs, speed), signal);
    atMs = Math.min(toMs, fromMs + (wall.monoMs() - beganMs) * speed);
    const frame = await reel.frames.at(reel.timeline.seqAt(atMs));
    // From the view shown last: what did not change keeps its object, and is not sent again.
    domain = viewOf(frame.state, domain, instantOf(atMs));
    const isOver = atMs >= toMs;
    const told =
      isOver || engine === undefined ? engineAt(reel, domain, { at: instantOf(atMs), speed: isOver ? 0 : speed }) : engine;
    const next = whole(domain, told);
    const changes = changesBetween({ ...view, engine: isOver ? {} : next.engine }, next);
    view = next;
    if (changes.length === 0) continue;
    seq += 1;
    yield { kind: 'delta', session, seq, changes, sentAt: wall.now() };
  }
}

function whole(domain: DomainView, engine: EngineView): View {
  return { ...domain, engine: { engine }, sources: {}, forecasts: {} };
}

/** Wall milliseconds until something may have changed. */
function waitMs(reel: Reel, atMs: number, toMs: number, speed: number): number {
  const next = Math.min(reel.timeline.nextAfter(atMs) ?? toMs, toMs);
  return Math.min(LOOK_MS, Math.max(GATHER_MS, (next - atMs) / speed));
}

async function rest(wall: Pick<Wall, 'sleep'>, ms: number, signal: AbortSignal): Promise<void> {
  try {
    await wall.sleep(ms, signal);
  } catch (thrown) {
    if (!signal.aborted) throw thrown;
  }
}
