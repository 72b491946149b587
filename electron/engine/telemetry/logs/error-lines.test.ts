import type { CloudWatchLogsClient, FilteredLogEvent, FilterLogEventsCommandInput } from '@aws-sdk/client-cloudwatch-logs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createErrorTail, lateMs } from './error-lines';

interface Line {
  readonly at: number;
  /** When it can first be read: at once, or late. */
  readonly from: number;
}

const signal = new AbortController().signal;

/** A log group that answers as the service does: sorted by time, in pages, without lines that have not arrived. */
function aGroup(lines: readonly Line[]) {
  const all = lines.map((line, index) => ({ ...line, id: `e${index}` })).sort((one, other) => one.at - other.at);
  let nowMs = 0;
  const send = async ({ input }: { readonly input: FilterLogEventsCommandInput }) => {
    const { startTime = 0, endTime = 0, limit = 1_000, nextToken } = input;
    const found = all.filter(({ at, from }) => from <= nowMs && at >= startTime && at <= endTime);
    const begin = Number(nextToken ?? 0);
    const events = found
      .slice(begin, begin + limit)
      .map(({ at, id }): FilteredLogEvent => ({ eventId: id, timestamp: at, message: `[ERROR] ${id}` }));
    return { events, ...(begin + limit < found.length ? { nextToken: String(begin + limit) } : {}) };
  };
  const client: Pick<CloudWatchLogsClient, 'send'> = Object.create({ send });
  return {
    async readAt(tail: ReturnType<typeof createErrorTail>, at: number) {
      nowMs = at;
      return tail.read(client, at, signal);
    },
  };
}

test('every line that arrives in time is read exactly once, whenever the readings are', async () => {
  const line = fc.record({ at: fc.integer({ min: 0, max: 3_000_000 }), late: fc.integer({ min: 0, max: lateMs - 130_000 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 200 }),
      fc.array(fc.integer({ min: 1, max: 120_000 }), { maxLength: 20 }),
      async (lines, gaps) => {
        const group = aGroup(lines.map(({ at, late }) => ({ at, from: at + late })));
        const tail = createErrorTail('/aws/lambda/x');
        const read: string[] = [];
        let now = 0;
        for (const gap of [...gaps, ...Array(40).fill(100_000)]) {
          now += gap;
          read.push(...(await group.readAt(tail, now)).lines.map(({ text }) => text));
        }
        expect(new Set(read).size).toBe(read.length);
        expect(read.length).toBe(lines.length);
      },
    ),
    { numRuns: 60 },
  );
});

test('a flood is read in portions, each line once, and memory stays bounded', async () => {
  const flood = Array.from({ length: 30_000 }, (_, n) => ({ at: 1_000_000 + Math.floor(n / 100), from: 0 }));
  const group = aGroup(flood);
  const tail = createErrorTail('/aws/lambda/x');
  const read: string[] = [];
  for (let n = 0; n < 20; n += 1) {
    const { lines, isBehind } = await group.readAt(tail, 1_002_000 + n);
    read.push(...lines.map(({ text }) => text));
    if (!isBehind) break;
  }
  expect(new Set(read).size).toBe(read.length);
  expect(read.length).toBe(30_000);
  expect((await group.readAt(tail, 1_003_000)).lines).toEqual([]);
});

test('more lines of one moment than can be read at once do not hold up the rest', async () => {
  const group = aGroup([...Array.from({ length: 9_000 }, () => ({ at: 5_000, from: 0 })), { at: 6_000, from: 0 }]);
  const tail = createErrorTail('/aws/lambda/x');
  const read: string[] = [];
  for (let n = 0; n < 5; n += 1) read.push(...(await group.readAt(tail, 10_000 + n)).lines.map(({ text }) => text));
  expect(read).toContain('[ERROR] e9000');
});

test('empty pages are gone through, and a reading that fails half way is made good', async () => {
  let calls = 0;
  const line = { eventId: 'e1', timestamp: 5_000, message: '[ERROR] at last' };
  const send = async () => {
    calls += 1;
    if (calls === 7) throw new Error('the connection was cut');
    return calls < 12 ? { events: [], nextToken: `t${calls}` } : { events: [line] };
  };
  const client: Pick<CloudWatchLogsClient, 'send'> = Object.create({ send });
  const tail = createErrorTail('/aws/lambda/x');
  expect(await tail.read(client, 10_000, signal)).toEqual({ lines: [], isBehind: true });
  await expect(tail.read(client, 20_000, signal)).rejects.toThrow('cut');
  expect(await tail.read(client, 30_000, signal)).toEqual({ lines: [{ atMs: 5_000, text: '[ERROR] at last' }], isBehind: false });
  expect((await tail.read(client, 29_000, signal)).lines).toEqual([]);
});
