import { describe, expect, test } from 'vitest';
import { closingLine, oneCheck, runStages } from './stages.mjs';

async function runQuietly(stages: Parameters<typeof runStages>[0]) {
  const lines: string[] = [];
  let clock = 0;
  const total = await runStages(stages, {
    now: () => (clock += 1500),
    say: (line) => lines.push(line),
  });
  return { total, lines };
}

const stage = (name: string, passed: boolean, needs?: string) => ({
  name,
  run: async () => oneCheck(passed),
  ...(needs === undefined ? {} : { needs }),
});

describe('a test run', () => {
  test('goes on after a failed stage and counts every one', async () => {
    const { total } = await runQuietly([stage('lint', false), stage('types', true)]);
    expect(closingLine(total)).toBe('1 passed, 1 failed');
  });

  test('fails a stage whose ground is missing without running it', async () => {
    const { total, lines } = await runQuietly([stage('build', false), stage('e2e', true, 'build')]);
    expect(total).toEqual({ passed: 0, failed: 2, skipped: 0 });
    expect(lines[1]).toContain('needs build');
  });

  test('says how long each stage took', async () => {
    const { lines } = await runQuietly([stage('lint', true)]);
    expect(lines).toEqual(['== lint: ok, 1 of 1, 1.5 s']);
  });

  test('mentions skipped tests only when there are some', () => {
    expect(closingLine({ passed: 3, failed: 0, skipped: 2 })).toBe('3 passed, 0 failed, 2 skipped');
  });
});
