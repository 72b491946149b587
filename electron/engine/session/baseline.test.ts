import { expect, test } from 'vitest';
import type { SourceHealth } from '../../../shared/domain/health';
import type { Instant } from '../../../shared/domain/primitives';
import { at, payroll } from '../testing/events';
import { ManualTime } from '../testing/manual-clock';
import { createBaseline } from './baseline';

function health(
  source: SourceHealth['source'],
  lastAttemptAt: Instant | null,
  state: SourceHealth['state'] = 'live',
): SourceHealth {
  return {
    id: `${payroll}/${source}`,
    contextId: payroll,
    source,
    title: source,
    chip: 'DRS',
    state,
    lastSuccessAt: lastAttemptAt,
    lastAttemptAt,
    nextAttemptAt: null,
    latencyMs: null,
    freshForSeconds: 60,
    recent: { attempts: 0, failures: 0 },
    error: null,
  };
}

function aBaseline() {
  const time = new ManualTime();
  let sources: Record<string, SourceHealth> = {};
  const baseline = createBaseline({ ports: time, contexts: [payroll], sources: () => sources });
  const say = (...all: SourceHealth[]) => {
    sources = { ...sources, ...Object.fromEntries(all.map((one) => [one.id, one])) };
  };
  return { time, baseline, say };
}

test('what was missed is not summed up before every source has answered or failed', () => {
  const { baseline, say } = aBaseline();
  expect(baseline.isOpen()).toBe(true);
  say(health('drs-jobs', at(1)), health('sfn-runs', null, 'starting'), health('sqs-messages', null, 'off'));
  expect(baseline.isOpen()).toBe(true);
  say(health('sfn-runs', at(2), 'failing'));
  expect(baseline.isOpen()).toBe(false);
});

test('a source that is added later is news', () => {
  const { baseline, say } = aBaseline();
  say(health('drs-jobs', at(1)));
  expect(baseline.isOpen()).toBe(false);
  say(health('sfn-runs', null, 'starting'));
  expect(baseline.isOpen()).toBe(false);
});

test('after a sleep everything is to be heard again', async () => {
  const { time, baseline, say } = aBaseline();
  say(health('drs-jobs', at(1)));
  expect(baseline.isOpen()).toBe(false);
  await time.advance(600_000);
  baseline.reopen();
  expect(baseline.isOpen()).toBe(true);
  say(health('drs-jobs', at(601)));
  expect(baseline.isOpen()).toBe(false);
});

test('a source that hangs keeps the summary back for a minute at most', async () => {
  const { time, baseline } = aBaseline();
  await time.advance(61_000);
  expect(baseline.isOpen()).toBe(false);
});
