import { describe, expect, test } from 'vitest';
import type { ConsoleEvent } from '../../events';
import {
  before,
  defaultTrace,
  e1Dies,
  e1Fails,
  e1RetriesA03,
  e1Start,
  e1Succeeds,
  e1Wave0Ends,
  e1Wave1,
  e2Cancelled,
  e2CancelledWhilePaused,
  e2Pauses,
  e2Rescored,
  e2Start,
  e2Succeeds,
  e2TokenRefused,
  e2Wave1Ends,
  subnetError,
} from '../../testing/drill';
import { aRun, context, e1, e2, jobSeen, line, logSeen, opening, runTold, server, t } from '../../testing/facts';
import { nothingTold, tell, tellAt } from '../../testing/tell';
import { NotificationSettings } from '../defaults';
import { NotificationEvent } from '../event';

const start = opening('08:59:00');
const drill = [...start, ...defaultTrace()];
const untilE1Fails = [...start, ...before(), ...e1Start(), ...e1Wave0Ends(), ...e1Wave1()];
const untilE2Pauses = [...start, ...before(), ...e2Start(), ...e2Wave1Ends(), ...e2Pauses()];

/** Types but for the news of single servers and quarters of waves. */
const gist = (events: readonly NotificationEvent[]) =>
  events.map(({ type }) => type).filter((type) => type !== 'server.launched' && type !== 'wave.progressing');
const ofType = (events: readonly NotificationEvent[], type: string) => events.filter((event) => event.type === type);
const bad = [
  'execution.failed',
  'execution.timed-out',
  'execution.completed-with-failures',
  'wave.failed',
  'server.launch-failed',
];

describe('the default drill', () => {
  const { told } = tell(drill);

  test('is told from beginning to end, each thing once', () => {
    expect(gist(told)).toEqual([
      'execution.started',
      'wave.started',
      'wave.completed',
      'wave.started',
      'server.launch-failed',
      'wave.failed',
      'server.launch-failed',
      'execution.failed',
      'execution.started',
      'wave.started',
      'wave.completed',
      'wave.started',
      'server.recovered',
      'wave.completed',
      'execution.paused',
      'execution.resumed',
      'wave.started',
      'wave.completed',
      'execution.completed',
    ]);
    expect(new Set(told.map(({ eventId }) => eventId)).size).toBe(told.length);
  });

  test('makes events that the catalogue takes', () => {
    for (const event of told) expect(NotificationEvent.parse(event)).toEqual(event);
  });

  test('tells the failure with everything one needs to act', () => {
    const [failed] = ofType(told, 'execution.failed');
    expect(failed).toMatchObject({
      eventId: `execution.failed:${e1}`,
      severity: 'CRITICAL',
      lifecycle: 'opens',
      alertKey: `execution-failed:${e1}`,
      noticeId: `execution-failed:${e1}`,
      threadKey: `execution:${e1}`,
      environment: 'production',
      accountId: '444455556666',
      region: 'us-east-1',
      planName: 'Payroll DR',
      rehearsal: true,
    });
    expect(failed?.summary).toContain('app-03 failed to launch: no free addresses in subnet-0123456789abcdef0');
    expect(failed?.nextSteps).toEqual([
      'Remove the cause, terminate what was launched, then start the plan again.',
      'app-03: Free some or change the launch subnet, then run the wave again.',
    ]);
    expect(failed?.execution?.servers[0]).toMatchObject({ name: 'app-03', phase: 'FAILED', rawError: subnetError });
    expect(failed?.execution).toMatchObject({ total: 12, launched: 3, failed: 1, serversOmitted: 0, instancesRunning: 3 });
    expect(failed?.execution?.waves.map(({ label, status }) => `${label} ${status}`)).toEqual([
      'Wave 1 Database COMPLETED',
      'Wave 2 Application FAILED',
      'Wave 3 Web PENDING',
    ]);
    expect(failed?.logExcerpt.at(-1)?.text).toBe(`LAUNCH_FAILED app-03: ${subnetError}`);
  });

  test('tells a failed launch at once, and its reason as better words for the same page', () => {
    const [first, better] = ofType(told, 'server.launch-failed');
    expect([first?.lifecycle, better?.lifecycle]).toEqual(['opens', 'updates']);
    expect(first?.summary).toContain('AWS has not said why yet');
    expect(better?.summary).toContain('no free addresses');
    expect(better?.alertKey).toBe(first?.alertKey);
  });

  test('closes what it opened, by the events that say why', () => {
    const open = new Set<string | null>();
    const closed: string[] = [];
    for (const { lifecycle, alertKey, type } of told) {
      if (lifecycle === 'opens') open.add(alertKey);
      if (lifecycle === 'closes' && open.delete(alertKey)) closed.push(type);
    }
    expect(closed).toEqual(['server.recovered', 'execution.resumed', 'execution.completed']);
    expect([...open]).toEqual([]);
    expect(ofType(told, 'server.recovered')[0]?.server).toMatchObject({ name: 'app-03', phase: 'LAUNCHED' });
  });

  test('tells quarters of waves with at least four servers, once each', () => {
    const quarters = ofType(told, 'wave.progressing').map(({ eventId }) => eventId.slice('wave.progressing:'.length));
    expect(quarters).toEqual([
      ...[25, 50, 75].map((mark) => `${e1}:1:${mark}`),
      ...[25, 50, 75].map((mark) => `${e2}:1:${mark}`),
      ...[25, 50, 75].map((mark) => `${e2}:2:${mark}`),
    ]);
  });

  test('names what nobody asked for by name to nobody, and raises the rest for the history', () => {
    const settings = NotificationSettings.parse({});
    const silent = tell(drill, nothingTold, { settings });
    expect(silent.deliveries).toEqual([]);
    expect(silent.told.map(({ type }) => type)).toEqual(gist(told));
  });
});

test('an execution that is known by its run alone is told to have started when its item says of what', () => {
  const byRun = tell([...start, ...before(), runTold('09:00:01', aRun(e1))]);
  expect(byRun.told).toEqual([]);
  const { told } = tell(e1Start(), byRun);
  expect(told.slice(0, 2).map(({ type, title }) => `${type} ${title}`)).toEqual([
    'execution.started Payroll DR started',
    'wave.started Payroll DR: Wave 1 Database started',
  ]);
  expect(ofType(told, 'execution.started')).toHaveLength(1);
});

describe('no failure is told', () => {
  test('of a launch that is tried again and succeeds', () => {
    const { told } = tell([...untilE1Fails, ...e1RetriesA03(), ...e1Succeeds()]);
    expect(gist(told).filter((type) => bad.includes(type) || type === 'server.recovered')).toEqual([]);
    expect(gist(told).at(-1)).toBe('execution.completed');
  });

  test('of a completed execution that the poller scores again', () => {
    const completed = tell([...untilE2Pauses, ...e2Succeeds()]);
    const { told } = tell(e2Rescored(), completed);
    expect(told.length).toBe(completed.told.length);
  });

  test('of a cancelled execution', () => {
    const { told } = tell([...start, ...before(), ...e2Start(), ...e2Cancelled()]);
    expect(gist(told).filter((type) => bad.includes(type))).toEqual([]);
    expect(ofType(told, 'execution.cancelled')).toMatchObject([{ lifecycle: 'informs', alertKey: null, severity: 'LOW' }]);
  });

  test('of a pause whose token was answered with no: it ends, and its page with it', () => {
    const { told } = tell([...untilE2Pauses, ...e2TokenRefused()]);
    expect(told.at(-1)).toMatchObject({
      type: 'execution.cancelled',
      lifecycle: 'closes',
      alertKey: `execution-paused:${e2}:2`,
    });
  });
});

test('a run that a cancelled execution leaves open is a page until it is closed', () => {
  const paused = tell(untilE2Pauses);
  const cancelled = tell(e2CancelledWhilePaused(), paused);
  const late = tellAt(t('10:20:00'), cancelled);
  const told = late.told.slice(paused.told.length);
  expect(told.map(({ type, lifecycle }) => `${type} ${lifecycle}`)).toContain('execution.cancelled opens');
  expect(told.filter(({ lifecycle }) => lifecycle === 'closes').map(({ alertKey }) => alertKey)).toEqual([
    `execution-paused:${e2}:2`,
  ]);
});

test('an orchestrator that dies is told with what it left behind', () => {
  const telling = tell([...start, ...before(), ...e1Start(), ...e1Dies()]);
  const { told } = tellAt(t('09:10:00'), telling);
  expect(ofType(told, 'execution.failed')).toMatchObject([{ severity: 'CRITICAL' }]);
});

describe('an execution that completes although servers failed', () => {
  const jobE2 = { id: 'e2', servers: ['a01', 'a02', 'a03', 'a04', 'a05'], createdAt: '09:12:44', status: 'COMPLETED' };
  const partly: ConsoleEvent[] = [
    logSeen('09:24:58', 'e2', [line('09:24:50', 'LAUNCH_FAILED', 'a03', { error: subnetError })]),
    jobSeen('09:27:00', { ...jobE2, launched: ['a01', 'a02', 'a04', 'a05'], failed: ['a03'], endedAt: '09:27:00' }),
  ];
  const incomplete = tell([...untilE1Fails, ...partly, ...e1Succeeds()]);

  test('is told so, and opens a page of its own', () => {
    expect(incomplete.told.at(-1)).toMatchObject({
      type: 'execution.completed-with-failures',
      lifecycle: 'opens',
      severity: 'HIGH',
      alertKey: `execution-incomplete:${e1}`,
    });
    expect(incomplete.told.at(-1)?.summary).toContain('11 of 12 servers launched; app-03 failed to launch: no free addresses');
    expect(gist(incomplete.told)).not.toContain('execution.completed');
  });

  test('is overcome by the next one that completes without', () => {
    const { told } = tell([...e2Start(), ...e2Wave1Ends(), ...e2Pauses(), ...e2Succeeds()], incomplete);
    const closed = told.filter(({ lifecycle }) => lifecycle === 'closes').map(({ type, alertKey }) => [type, alertKey]);
    expect(closed).toContainEqual(['execution.completed', `execution-incomplete:${e1}`]);
  });
});

test('a server that launches after all in the same execution closes its page', () => {
  const failed = tell([...untilE1Fails, ...e1Fails()]);
  const job = { id: 'e2', servers: ['a01', 'a02', 'a03', 'a04', 'a05'], createdAt: '09:12:44', status: 'STARTED' };
  const { told } = tell([jobSeen('09:26:00', { ...job, rest: 'IN_PROGRESS', launched: ['a03'] })], failed);
  expect(told.slice(failed.told.length).map(({ type }) => type)).toEqual(['server.recovered']);
});

test('an acknowledged alert is told once to those who were paged', () => {
  const failed = tell([...untilE1Fails, ...e1Fails()]);
  const acknowledge = (at: string): ConsoleEvent => {
    const noticeId = failed.told.find(({ type }) => type === 'execution.failed')?.noticeId;
    if (noticeId == null) throw new Error('the failure has no alert');
    return { at: t(at), type: 'notice.acknowledged', noticeId, actor: 'dana', note: 'On it.' };
  };
  const { told } = tell([acknowledge('09:27:00'), acknowledge('09:28:00')], failed);
  expect(told.slice(failed.told.length)).toMatchObject([
    {
      type: 'alert.acknowledged',
      lifecycle: 'acknowledges',
      alertKey: `execution-failed:${e1}`,
      title: 'Acknowledged: Payroll DR failed',
      acknowledgement: { by: 'dana', note: 'On it.' },
      threadKey: `execution:${e1}`,
    },
  ]);
});

test('log lines of an excerpt carry no secrets', () => {
  const secret = `aws_secret_access_key=abcdefghijklmnopqrstuvwxyz0123456789ABCD and ${'Q'.repeat(140)}`;
  const { told } = tell([
    ...untilE1Fails,
    logSeen('09:24:58', 'e2', [line('09:24:50', 'LAUNCH_FAILED', 'a03', { error: secret })]),
    jobSeen('09:24:59', {
      id: 'e2',
      servers: ['a01', 'a02', 'a03', 'a04', 'a05'],
      createdAt: '09:12:44',
      status: 'STARTED',
      rest: 'IN_PROGRESS',
      failed: ['a03'],
    }),
  ]);
  const [failed] = ofType(told, 'server.launch-failed');
  expect(failed?.server?.id).toBe(server('a03'));
  expect(JSON.stringify(failed?.logExcerpt)).not.toMatch(/abcdefghij|Q{100}/);
  expect(failed?.contextId).toBe(context);
});
