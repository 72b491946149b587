import { expect, test } from 'vitest';
import { watchClock } from './clock-warning';
import { aReading } from './testing/a-reading';

const answered = (ms: number) => ({ headers: { date: new Date(ms).toUTCString() } });

test('a clock that is wrong is told once, also while some services agree with it, and once when it is right again', async () => {
  const { reading, core, ports } = await aReading(() => ({}));
  const { skew } = reading.aws;
  const now = ports.wall.nowMs();
  watchClock(reading.aws, core);
  skew.note('drs', answered(now + 3_600_000));
  watchClock(reading.aws, core);
  skew.note('sqs', answered(now));
  watchClock(reading.aws, core);
  expect(core.warnings.map((warning) => warning.message)).toEqual([expect.stringContaining('is 60 minutes behind AWS')]);
  skew.note('drs', answered(now));
  watchClock(reading.aws, core);
  watchClock(reading.aws, core);
  expect(core.warnings.map((warning) => warning.message)).toEqual([
    expect.stringContaining('is 60 minutes behind AWS'),
    expect.stringContaining('was 60 minutes behind AWS'),
  ]);
});

test('a minute is nothing to speak of', async () => {
  const { reading, core, ports } = await aReading(() => ({}));
  reading.aws.skew.note('sts', answered(ports.wall.nowMs() - 60_000));
  watchClock(reading.aws, core);
  expect(core.warnings).toEqual([]);
});
