import { expect, test } from 'vitest';
import type { Mark } from '../../../shared/contract/replay';
import { instantOf } from '../../../shared/domain/primitives';
import { nextMark } from './mark-words';

const mark = (ms: number): Mark => ({ at: instantOf(ms), seq: ms, kind: 'alert', what: '', words: '' });
const marks = [mark(10_000), mark(20_000), mark(30_000)];

test('steps to the marks on both sides, and past the one just reached', () => {
  expect(nextMark(marks, 15_000, 1)).toBe(20_000);
  expect(nextMark(marks, 20_000, 1)).toBe(30_000);
  expect(nextMark(marks, 20_400, -1)).toBe(10_000);
  expect(nextMark(marks, 25_000, -1)).toBe(20_000);
  expect(nextMark(marks, 30_000, 1)).toBeNull();
  expect(nextMark(marks, 9_000, -1)).toBeNull();
});
