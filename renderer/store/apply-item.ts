import type { Change, StreamItem } from '../../shared/contract/stream';
import type { CollectionName, View } from '../../shared/domain/view';

/** What the page holds of the live stream: which session, up to which number, and the view that it adds up to. */
export interface Held {
  readonly session: string;
  readonly seq: number;
  readonly view: View;
}

/**
 * Applies one item of the stream. A hole in the numbers, or a delta of another session, means that something was missed: ask
 * again, never guess. Entities and collections that did not change keep their identity, so only their own rows draw again.
 */
export function applyItem(held: Held | null, item: StreamItem): Held | 'resync' {
  if (item.kind === 'snapshot') return { session: item.session, seq: item.seq, view: item.view };
  if (held === null || item.session !== held.session) return 'resync';
  if (item.seq <= held.seq) return held;
  if (item.seq !== held.seq + 1) return 'resync';
  return { session: held.session, seq: item.seq, view: applyChanges(held.view, item.changes) };
}

/** Each touched collection is copied once, however many of its entities changed. */
function applyChanges(view: View, changes: readonly Change[]): View {
  if (changes.length === 0) return view;
  const copied = new Set<CollectionName>();
  let next = view;
  for (const change of changes) {
    if (!copied.has(change.collection)) {
      next = { ...next, [change.collection]: { ...next[change.collection] } };
      copied.add(change.collection);
    }
    const records = next[change.collection];
    if (change.kind === 'put') Object.assign(records, { [change.id]: change.entity });
    else Reflect.deleteProperty(records, change.id);
  }
  return next;
}
