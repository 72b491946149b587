import { expect, test } from 'vitest';
import type { JournalEntry } from '../../../../shared/domain/events';
import { instantOf } from '../../../../shared/domain/primitives';
import { aNotice } from '../../../testing/world';
import { toldOnce } from './told-once';

const raised = (seq: number, noticeId: string): JournalEntry => ({
  seq,
  event: { type: 'notice.raised', at: instantOf(seq), notice: aNotice(noticeId, 'HIGH', 'app-03 failed to launch', 0, 0) },
});

test('an alert with better words is told once, where it came first', () => {
  expect(toldOnce([raised(9, 'a'), raised(7, 'b'), raised(5, 'a')]).map(({ seq }) => seq)).toEqual([7, 5]);
});
