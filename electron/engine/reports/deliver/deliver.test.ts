import { readdir, readFile } from 'node:fs/promises';
import { simpleParser } from 'mailparser';
import { expect, onTestFinished, test } from 'vitest';
import { Instant } from '../../../../shared/domain/primitives';
import type { ReportDistribution } from '../../../../shared/domain/reports/report-configuration';
import type { ReportRun } from '../../../../shared/domain/reports/report-run';
import { ok } from '../../../../shared/lib/result';
import { aFolder, testCarriers } from '../../carriers/testing/open-test-carriers';
import type { ChannelTools } from '../../channels/channel';
import { channelTools } from '../../channels/testing/a-send-job';
import { ACCOUNT, awsTools } from '../../channels/testing/aws-tools';
import { type SmtpAnswer, scriptedSmtp } from '../../channels/testing/scripted-smtp';
import { recordingLog } from '../../testing/fakes';
import { ManualTime } from '../../testing/manual-clock';
import { bouncedBy, createDeliverer, MOST_ATTEMPTS } from './deliverer';
import { followDeliveries } from './follow-deliveries';
import { planReportDeliveries, triedAgain } from './plan';

const at = Instant.parse('2026-11-01T06:00:00.000Z');
const BYTES = Buffer.from('%PDF-1.7 <the report>');
const TYPE = 'application/pdf';

function aRun(distribution: ReportDistribution, more: Partial<ReportRun> = {}): ReportRun {
  return {
    runId: 'report-123@2026-11-01T06:00:00.000Z',
    reportId: 'report-123',
    name: 'Monthly <b>DR</b> Report',
    framework: 'SOC2',
    format: 'PDF',
    because: 'schedule',
    dueAt: at,
    requestedBy: 'schedule',
    requestedAt: at,
    asOf: at,
    startedAt: at,
    endedAt: at,
    state: 'made',
    attempts: 1,
    error: null,
    period: { from: at, to: at, name: 'October 2026', zone: 'UTC' },
    file: { name: 'monthly.pdf', bytes: BYTES.length, sha256: 'abcdef0123456789', rows: 3, signed: true },
    notes: [],
    deliveries: planReportDeliveries({ Distribution: distribution }),
    ...more,
  };
}

interface Given {
  readonly tools?: ChannelTools;
  readonly defaults?: object;
  readonly bytes?: Buffer;
  readonly time?: ManualTime;
  readonly runs: ReportRun[];
  readonly distribution: ReportDistribution;
  readonly recordFails?: () => boolean;
}

/** Deliveries over runs that lie in a list; `pass` lets time go by, look by look. */
async function following(given: Given) {
  const time = given.time ?? new ManualTime();
  const tools = given.tools ?? closing(channelTools(time));
  const carriers = await testCarriers(tools, { defaults: given.defaults ?? {} });
  const runs = new Map(given.runs.map((run) => [run.runId, run]));
  const signature = { name: 'monthly.pdf.sig', contentType: 'application/json', bytes: Buffer.from('{}') };
  const file = { name: 'monthly.pdf', contentType: TYPE, bytes: given.bytes ?? BYTES };
  const open = () =>
    followDeliveries({
      deliverer: createDeliverer({
        carriers,
        clock: time.clock,
        read: async () => ok({ file, signature }),
        vkey: () => 'log+1+key',
      }),
      desk: {
        waiting: () => [...runs.values()].filter(({ deliveries }) => deliveries.some(({ state }) => state === 'waiting')),
        distributionOf: (reportId) => (reportId === 'report-123' ? { Distribution: given.distribution } : null),
        record(run) {
          if (given.recordFails?.() === true) return { ok: false, error: { message: 'disk full' } };
          runs.set(run.runId, run);
          return ok(null);
        },
      },
      clock: time.clock,
      log: recordingLog(),
    });
  let deliveries = open();
  onTestFinished(() => deliveries.stop());
  const pass = async (minutes: number) => {
    await time.advance(minutes * 60_000);
    deliveries.look();
    await deliveries.idle();
  };
  return {
    pass,
    restart: async () => {
      await deliveries.stop();
      deliveries = open();
    },
    run: () => [...runs.values()][0] ?? aRun({}),
    states: () => [...runs.values()][0]?.deliveries.map(({ state }) => state),
  };
}

function closing<T extends { close(): void }>(tools: T): T {
  onTestFinished(() => tools.close());
  return tools;
}

const MAIL: ReportDistribution = {
  Recipients: ['compliance@company.example', 'dr@company.example'],
  DeliveryMethod: 'EMAIL',
  Format: 'PDF',
};
const smtp = (port: number, more: object = {}) => ({
  Mail: { Transport: 'SMTP', From: 'tocsin@drills.example', Smtp: { Host: '127.0.0.1', Port: port } },
  ...more,
});
const server = (script: (moment: string, count: number) => SmtpAnswer | null = () => null) => scriptedSmtp(script);

/** Lines that begin with a dot have another before it on their way. */
const parsed = (message: string) => simpleParser(message.replace(/^\.\./gm, '.'));

test('each recipient gets one mail with file and signature, in their own language', async () => {
  const { port, messages } = await server();
  const defaults = smtp(port, { RecipientLocales: { 'dr@company.example': 'de' }, ConsoleUrl: 'https://console.example' });
  const all = await following({ runs: [aRun(MAIL)], distribution: MAIL, defaults });
  await all.pass(0);
  expect(all.states()).toEqual(['delivered', 'delivered']);
  expect(all.run().deliveries[0]).toMatchObject({
    attempts: 1,
    reference: expect.stringContaining('@drills.example>'),
    reason: null,
  });
  await all.pass(600);
  expect(messages).toHaveLength(2);
  const [english, german] = await Promise.all(messages.map(parsed));
  expect(english?.subject).toBe('Report: Monthly <b>DR</b> Report, October 2026');
  expect(german?.subject).toBe('Bericht: Monthly <b>DR</b> Report, October 2026');
  expect(english?.html).toContain('Monthly &lt;b&gt;DR&lt;/b&gt; Report');
  expect(english?.text).toContain('abcdef0123456789');
  expect(english?.text).toContain('tocsin report verify FILE --vkey KEY');
  expect(german?.attachments.map(({ filename, content }) => [filename, content.toString()])).toEqual([
    ['monthly.pdf', BYTES.toString()],
    ['monthly.pdf.sig', '{}'],
  ]);
});

test('one that bounces has failed with its reason, the others go on', async () => {
  const { port, messages } = await server((moment, count) =>
    moment === 'RCPT' && count === 1 ? '550 5.1.1 no such user' : null,
  );
  const all = await following({ runs: [aRun(MAIL)], distribution: MAIL, defaults: smtp(port) });
  await all.pass(0);
  expect(all.states()).toEqual(['failed', 'delivered']);
  expect(all.run().deliveries[0]?.reason).toContain('no such user');
  await all.pass(10_000);
  expect(messages).toHaveLength(1);
});

test('what fails for now is tried again, later and later, also over a restart, and given up in the end', async () => {
  let isBusy = true;
  const { port, messages } = await server((moment) => (moment === 'RCPT' && isBusy ? '451 4.7.1 later' : null));
  const one: ReportDistribution = { ...MAIL, Recipients: ['a@company.example'] };
  const all = await following({ runs: [aRun(one)], distribution: one, defaults: smtp(port) });
  await all.pass(0);
  expect(all.run().deliveries[0]).toMatchObject({ state: 'waiting', attempts: 1, reason: expect.stringContaining('later') });
  await all.pass(0.5);
  expect(all.run().deliveries[0]?.attempts).toBe(1);
  await all.pass(0.6);
  expect(all.run().deliveries[0]?.attempts).toBe(2);
  await all.restart();
  await all.pass(1);
  expect(all.run().deliveries[0]?.attempts).toBe(2);
  await all.pass(5);
  expect(all.run().deliveries[0]?.attempts).toBe(3);
  isBusy = false;
  await all.pass(15);
  expect([all.states(), messages.length]).toEqual([['delivered'], 1]);
  isBusy = true;
  const lost = await following({ runs: [aRun(one)], distribution: one, defaults: smtp(port) });
  for (let round = 0; round < MOST_ATTEMPTS + 2; round += 1) await lost.pass(721);
  expect(lost.run().deliveries[0]).toMatchObject({
    state: 'failed',
    attempts: MOST_ATTEMPTS,
    reason: expect.stringContaining('Given up'),
  });
});

test('a link in place of the file: where it is wanted, and where the file is too large', async () => {
  const { port, messages } = await server();
  const defaults = smtp(port, { ConsoleUrl: 'https://console.example/' });
  const linked: ReportDistribution = { ...MAIL, Recipients: ['a@company.example'], Attach: false };
  const wanted = await following({ runs: [aRun(linked)], distribution: linked, defaults });
  await wanted.pass(0);
  expect(wanted.run().deliveries).toMatchObject([
    { method: 'PORTAL', state: 'failed' },
    { method: 'EMAIL', state: 'delivered' },
  ]);
  const attached: ReportDistribution = { ...linked, Attach: true };
  const large = await following({
    runs: [aRun(attached)],
    distribution: attached,
    defaults,
    bytes: Buffer.alloc(16 * 1024 * 1024),
  });
  await large.pass(0);
  expect(large.run().deliveries).toMatchObject([
    { method: 'EMAIL', state: 'delivered' },
    { method: 'PORTAL', state: 'failed' },
  ]);
  const letters = await Promise.all(messages.map(parsed));
  const address = 'https://console.example/portal/reports/report-123%402026-11-01T06%3A00%3A00.000Z';
  for (const letter of letters) {
    expect(letter.attachments).toEqual([]);
    expect(letter.text).toContain(address);
  }
  expect(letters[1]?.text).toContain('too large for mail');
});

test('folder and bucket: file and signature beside each other, the same run once', async () => {
  const folder = await aFolder();
  const toFolder: ReportDistribution = { DeliveryMethod: 'FOLDER', Folder: folder };
  const all = await following({ runs: [aRun(toFolder)], distribution: toFolder });
  await all.pass(0);
  expect(all.states()).toEqual(['delivered']);
  expect((await readdir(folder)).sort()).toEqual(['monthly_abcdef01.pdf', 'monthly_abcdef01.pdf.sig']);
  expect(await readFile(all.run().deliveries[0]?.reference ?? '')).toEqual(BYTES);
  const again = await following({ runs: [aRun(toFolder)], distribution: toFolder });
  await again.pass(0);
  expect([again.states(), (await readdir(folder)).length]).toEqual([['delivered'], 2]);

  const { cloud, tools } = await awsTools();
  const bucket = cloud.cloud.buckets.create({ name: 'evidence', account: ACCOUNT, region: 'us-east-1', locks: true });
  const toBucket: ReportDistribution = { DeliveryMethod: 'S3', Bucket: 'evidence', Prefix: 'reports/' };
  const kept = await following({ runs: [aRun(toBucket)], distribution: toBucket, tools });
  await kept.pass(0);
  expect([...bucket.objects.keys()]).toEqual(['reports/monthly_abcdef01.pdf', 'reports/monthly_abcdef01.pdf.sig']);
  expect(kept.run().deliveries[0]?.reference).toContain('s3://evidence/reports/monthly_abcdef01.pdf');
});

test('a topic gets a notice; in a rehearsal nothing leaves, and it is said why', async () => {
  const { cloud, tools } = await awsTools({ rehearsal: true });
  const topicArn = cloud.cloud.topics.create(ACCOUNT, 'us-east-1', 'reports');
  const topic = cloud.cloud.topics.find(topicArn);
  if (topic === null) throw new Error('no topic');
  const everything = { attributes: new Map<string, string>(), filter: () => null };
  cloud.cloud.topics.subscribe(topic, { owner: ACCOUNT, protocol: 'sms', endpoint: '+15555550100', ...everything });
  const notice: ReportDistribution = { DeliveryMethod: 'SNS', TopicArn: topicArn };
  const all = await following({ runs: [aRun(notice)], distribution: notice, tools });
  await all.pass(0);
  cloud.parts.time.advanceTo(cloud.parts.time.now() + 1_000);
  expect(all.states()).toEqual(['delivered']);
  expect(cloud.cloud.post.letters()[0]?.text).toContain('REHEARSAL');
  const outside: ReportDistribution = { DeliveryMethod: 'FOLDER', Folder: await aFolder() };
  const held = await following({ runs: [aRun(outside)], distribution: outside, tools });
  await held.pass(0);
  expect(held.run().deliveries).toMatchObject([{ state: 'suppressed', reason: expect.stringContaining('rehearsal') }]);
});

test('what cannot be recorded is not gone on with; a removed definition ends what waits', async () => {
  const { port, messages } = await server();
  let fails = true;
  const all = await following({ runs: [aRun(MAIL)], distribution: MAIL, defaults: smtp(port), recordFails: () => fails });
  await all.pass(0);
  expect([messages.length, all.states()]).toEqual([1, ['waiting', 'waiting']]);
  fails = false;
  await all.pass(2);
  expect(all.states()).toEqual(['delivered', 'delivered']);
  const ids = await Promise.all(messages.map(async (message) => (await parsed(message)).messageId));
  expect(ids).toHaveLength(3);
  expect(new Set(ids).size).toBe(2);
  const orphan = await following({ runs: [aRun(MAIL, { reportId: 'gone' })], distribution: MAIL });
  await orphan.pass(0);
  expect(orphan.run().deliveries[0]).toMatchObject({ state: 'failed', reason: expect.stringContaining('removed') });
});

test('what is planned, sent again, and told by a receipt', () => {
  expect(planReportDeliveries({})).toEqual([]);
  expect(planReportDeliveries({ Distribution: { Recipients: ['a@b.example', 'A@b.example'] } })).toHaveLength(1);
  expect(planReportDeliveries({ Distribution: { DeliveryMethod: 'PORTAL', Recipients: ['a@b.example'] } })).toMatchObject([
    { method: 'PORTAL' },
  ]);
  const run = aRun(MAIL);
  const [first, second] = run.deliveries;
  if (first === undefined || second === undefined) throw new Error('two recipients');
  const sent: ReportRun = {
    ...run,
    deliveries: [
      { ...first, state: 'delivered', attempts: 1, at, reference: 'ses-1' },
      { ...second, state: 'failed', attempts: 1, at, reason: 'no' },
    ],
  };
  expect(bouncedBy(sent, { providerId: 'ses-1', verdict: 'failed', text: 'It bounced' })?.deliveries[0]).toMatchObject({
    state: 'failed',
    reason: 'It bounced',
  });
  expect(bouncedBy(sent, { providerId: 'ses-2', verdict: 'failed', text: 'It bounced' })).toBeNull();
  expect(bouncedBy(sent, { providerId: 'ses-1', verdict: 'delivered', text: 'taken' })).toBeNull();
  expect(triedAgain(sent.deliveries)).toMatchObject([{ state: 'delivered' }, { state: 'waiting', attempts: 0, reason: null }]);
});
