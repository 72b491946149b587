import { describe, expect, test } from 'vitest';
import { aJob, at, payroll } from '../testing/events';
import { cleanEvent } from './prepare';

describe('an event as it is kept', () => {
  test('whose list of records is too long is cut, and still of our schema', () => {
    const event = aJob({ d01: 'LAUNCHED' }, 10);
    if (event.type !== 'job.observed') throw new Error('not a job');
    const [server] = event.job.servers;
    if (server === undefined) throw new Error('no server');
    const servers = Array.from({ length: 6_000 }, () => server);
    const kept = cleanEvent({ ...event, job: { ...event.job, servers } });
    expect(kept).toMatchObject({ type: 'job.observed', job: { jobId: event.job.jobId } });
    expect(kept.type === 'job.observed' ? kept.job.servers : []).toHaveLength(5_000);
  });

  test('keeps the words that say its raw answer was cut', () => {
    const raw = Array.from({ length: 6_000 }, (_, index) => index);
    const kept = cleanEvent({
      type: 'message.other',
      at: at(0),
      contextId: payroll,
      source: 'sqs-messages',
      messageId: 'm1',
      occurredAt: at(0),
      subject: 'numbers',
      raw,
    });
    expect(JSON.stringify(kept)).toContain('[cut, 6000 items]');
  });
});
