import { expect, onTestFinished, test } from 'vitest';
import { ContextId, type Instant, instantOf } from '../../../shared/domain/primitives';
import type { AwsContext } from '../aws/aws-context';
import { fakePorts } from '../testing/fakes';
import { watchSessions } from './session-ends';
import { aReading } from './testing/a-reading';
import { LiveCore } from './testing/live-core';

/** A context whose session ends when `end` says. */
async function aSession() {
  const ports = fakePorts();
  const core = new LiveCore(ports.clock);
  const { reading } = await aReading(() => ({}));
  let end: Instant | null = null;
  const aws: AwsContext = { ...reading.aws, access: { ...reading.aws.access, endsAt: async () => end } };
  const watch = watchSessions({ core, ports, contexts: () => [aws] });
  onTestFinished(() => watch.stop());
  const inMinutes = (minutes: number) => instantOf(ports.wall.nowMs() + minutes * 60_000);
  const open = () => Object.values(core.state().notices).filter(({ resolvedAt }) => resolvedAt === null);
  return { core, ports, watch, inMinutes, open, endAt: (next: Instant | null) => (end = next) };
}

test('the end of a session is announced ten minutes ahead, once, and taken back when it was renewed', async () => {
  const { ports, watch, inMinutes, open, endAt } = await aSession();
  endAt(inMinutes(12));
  await watch.look();
  expect(open()).toEqual([]);
  await ports.time.advance(3 * 60_000);
  await watch.look();
  await watch.look();
  expect(open()).toMatchObject([
    {
      contextId: ContextId.parse('payroll@us-east-1'),
      needsAnswer: true,
      title: expect.stringMatching(/ends at \d\d:\d\d UTC$/),
    },
  ]);
  endAt(inMinutes(60));
  await watch.look();
  expect(open()).toEqual([]);
});

test('a session that renews itself is not announced', async () => {
  const { watch, open, endAt } = await aSession();
  endAt(null);
  await watch.look();
  expect(open()).toEqual([]);
});
