import { expect, test } from 'vitest';
import type { ErrorPattern } from '../../../../shared/domain/logs/error-pattern';
import { Settings } from '../../../../shared/domain/settings';
import { emptyView } from '../../sources/testing/fake-core';
import { at, payroll, start } from '../../testing/events';
import { logPatterns } from './log-patterns';

test('lines are those that were read since the sample before, and those of a former session are not counted again', () => {
  const one = (pattern: string, count: number): ErrorPattern => ({
    contextId: payroll,
    logGroup: '/aws/lambda/x',
    pattern,
    count,
    lastHour: 0,
    sample: '',
    firstAt: start,
    lastAt: start,
  });
  let patterns = [one('timeout after <n> s', 40)];
  const collector = logPatterns(() => patterns);
  const sampled = (seconds: number) =>
    (
      collector.sampled?.({
        view: emptyView,
        settings: Settings.parse({}),
        at: at(seconds),
        atMs: Date.parse(at(seconds)),
        passedSeconds: 60,
      }) ?? []
    ).map(({ labels, value }) => [labels.pattern, value]);
  expect(sampled(0)).toEqual([]);
  patterns = [one('timeout after <n> s', 47), one('x'.repeat(300), 2)];
  expect(sampled(60)).toEqual([
    ['timeout after <n> s', 7],
    [`${'x'.repeat(120)}…`, 2],
  ]);
  expect(sampled(120)).toEqual([]);
});
