import { expect, test } from 'vitest';
import type { JournalEntry } from '../../../../shared/domain/events';
import { instantOf } from '../../../../shared/domain/primitives';
import { heldBack } from './held-back';

const entries = [5, 4, 3].map(
  (seq): JournalEntry => ({ seq, event: { type: 'session.stopped', at: instantOf(seq), sessionId: 's', reason: 'test' } }),
);

test('while it is being read, new rows wait and are counted', () => {
  expect(heldBack(entries, 3)).toEqual({ shown: entries.slice(2), waiting: 2 });
});

test('nothing waits when nobody reads', () => expect(heldBack(entries, null)).toEqual({ shown: entries, waiting: 0 }));
