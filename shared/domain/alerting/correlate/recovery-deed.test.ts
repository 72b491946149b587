import { describe, expect, test } from 'vitest';
import type { ConsoleEvent } from '../../events';
import { before, e1Fails, e1Start, e1Wave0Ends, e1Wave1 } from '../../testing/drill';
import { context, e1, opening, t } from '../../testing/facts';
import { type AlertingConsole, aConsole } from '../testing/a-console';

/** The recovery as the trail tells of it: by the platform's role, in the account of the servers. */
function deed(at: string, account = '444455556666'): ConsoleEvent {
  return {
    at: t(at),
    type: 'message.security',
    contextId: context,
    source: 'sqs-messages',
    messageId: 'sec-start-recovery',
    occurredAt: t('09:00:06'),
    finding: {
      category: 'real-failover',
      severity: 'HIGH',
      who: 'arn:aws:sts::444455556666:assumed-role/DRSOrchestrationRole/drs',
      mfa: null,
      where: null,
      what: 'drs:StartRecovery',
      targets: [],
      account,
      region: 'us-east-1',
      errorCode: null,
      byPlatform: true,
    },
  };
}

/** The drill of the contract reference as a real recovery, or as the drill it is. */
function story(executionType: 'RECOVERY' | 'DRILL'): ConsoleEvent[] {
  return [...e1Start(), ...e1Wave0Ends(), ...e1Wave1(), ...e1Fails()].map((event) =>
    event.type === 'execution-item.observed' ? { ...event, item: { ...event.item, executionType } } : event,
  );
}

/** The story with the deed told as its event number `index`. */
function toldAs(index: number, told: ConsoleEvent, events: readonly ConsoleEvent[]): AlertingConsole {
  const console = aConsole();
  console.sees([...opening('08:59:00'), ...before()]);
  const at = events[Math.min(index, events.length - 1)]?.at ?? told.at;
  console.sees([...events.slice(0, index), { ...told, at }, ...events.slice(index)]);
  return console;
}

describe('a recovery’s own StartRecovery', () => {
  const recovery = story('RECOVERY');

  test.each(recovery.map((event, index) => [index, event.type] as const))(
    'is of one incident with its failure, told as number %i, before %s',
    (index) => {
      const incident = toldAs(index, deed('09:00:06'), recovery).only();
      expect(incident).toMatchObject({ executionId: e1, alerts: 3 });
      expect(incident.causes[0]?.causeId).toBe('subnet-out-of-addresses');
    },
  );

  test('is of one incident with a failure that is known before it', () => {
    expect(toldAs(recovery.length, deed('09:25:20'), recovery).only()).toMatchObject({ executionId: e1, alerts: 3 });
  });

  test('joins whatever is known of its recovery at one moment with it', () => {
    const console = aConsole();
    console.sees([...opening('08:59:00'), ...before()]);
    console.seesTogether([deed('09:00:06'), ...recovery], t('09:25:14'));
    expect(console.only()).toMatchObject({ executionId: e1, alerts: 3 });
  });

  test('is somebody else’s in another account, and beside a drill', () => {
    for (const index of [0, recovery.length]) {
      expect(toldAs(index, deed('09:00:06', '999988887777'), recovery).incidents()).toHaveLength(2);
      expect(toldAs(index, deed('09:00:06'), story('DRILL')).incidents()).toHaveLength(2);
    }
  });
});
