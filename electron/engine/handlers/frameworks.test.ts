import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../ports';
import { aFolder } from '../testing/a-folder';
import { anEngine } from '../testing/an-engine';
import { createRouter } from './router';

const actor = (role: Actor['role']): Actor => ({ id: `token:${role}`, role, host: 'headless' });

async function aConsole(given: Parameters<typeof anEngine>[0] = {}) {
  const made = await anEngine(given);
  const router = createRouter(made.engine);
  const as = (role: Actor['role']) => createRouterClient(router, { context: { actor: actor(role) } }).frameworks;
  const entries = (kind: string) =>
    made.engine.inside.history
      .audit({ kind, before: null, limit: 50 })
      .map(({ bytes }) => JSON.parse(Buffer.from(bytes).toString('utf8')));
  return { ...made, view: as('view'), act: as('act'), entries };
}

const control = {
  id: 'C1',
  group: 'G',
  title: 'Drills',
  asks: 'Hold drills.',
  elsewhere: [{ what: 'The policy', who: 'Management' }],
};
const own = (evidence: object[]) => ({
  frameworkId: 'OWN',
  name: 'Own',
  version: '1',
  about: '',
  controls: [{ ...control, evidence }],
});
const cadence = { kind: 'drill-cadence', parameters: { everyDays: 30 }, answers: 'Shows it.' };

describe('frameworks', () => {
  test('are the shipped ones at first, every one of which can be evaluated over an empty console', async () => {
    const { view } = await aConsole();
    const { items } = await view.list({});
    expect(items.filter(({ problems, shipped }) => problems.length > 0 || !shipped)).toEqual([]);
    expect(items.map(({ frameworkId }) => frameworkId)).toContain('SOC2');
    for (const { frameworkId, controls } of items) {
      const evaluation = await view.evaluation({ frameworkId });
      const { satisfied, partly, not, notAssessed } = evaluation.totals;
      expect([frameworkId, satisfied + partly + not + notAssessed]).toEqual([frameworkId, controls]);
    }
    await expect(view.evaluation({ frameworkId: 'SOC2', period: 'LAST_AGE' })).rejects.toMatchObject({ status: 400 });
    await expect(view.evaluation({ frameworkId: 'SOC2', zone: 'Mars/Olympus' })).rejects.toMatchObject({ status: 400 });
    await expect(view.evaluation({ frameworkId: 'NONE' })).rejects.toMatchObject({ status: 404 });
    const given = await view.evaluation({ frameworkId: 'SOC2', period: '2026-01-01..2026-01-31', zone: 'Europe/Berlin' });
    expect(given.period).toMatchObject({ from: '2025-12-31T23:00:00.000Z', to: '2026-01-31T23:00:00.000Z' });
  });

  test('of one’s own are kept, replaced and removed, and each change is recorded', async () => {
    const { view, act, entries, dataDir, engine } = await aConsole();
    await act.put({ params: { frameworkId: 'OWN' }, body: own([cadence]) });
    expect(await view.get({ frameworkId: 'OWN' })).toMatchObject({ name: 'Own', controls: [{ id: 'C1' }] });
    expect((await view.evaluation({ frameworkId: 'OWN' })).controls[0]?.result).toBe('not-assessed');
    await act.put({ params: { frameworkId: 'OWN' }, body: own([cadence]) });
    await act.put({ params: { frameworkId: 'OWN' }, body: { ...own([cadence]), name: 'Renamed' } });
    expect(entries('configuration.changed').filter(({ data }) => data.frameworkId === 'OWN')).toHaveLength(2);
    await engine.stop('to look again');
    const again = await aConsole({ dataDir });
    expect((await again.view.get({ frameworkId: 'OWN' })).name).toBe('Renamed');
    await again.act.remove({ frameworkId: 'OWN' });
    await expect(again.view.get({ frameworkId: 'OWN' })).rejects.toMatchObject({ status: 404 });
    await expect(again.act.remove({ frameworkId: 'SOC2' })).rejects.toMatchObject({ status: 400 });
    await expect(again.act.put({ params: { frameworkId: 'SOC2' }, body: own([]) })).rejects.toMatchObject({ status: 400 });
  });

  test('with a fault are refused by its field; in the file they are listed with it, and hurt no other', async () => {
    const { act } = await aConsole();
    await expect(
      act.put({ params: { frameworkId: 'OWN' }, body: own([{ kind: 'moon-phase', answers: '' }]) }),
    ).rejects.toMatchObject({
      status: 400,
      data: { code: 'framework.invalid', field: 'controls[0].evidence[0].kind' },
    });
    const dataDir = aFolder();
    const faulty = own([{ kind: 'moon-phase', answers: '' }]);
    writeFileSync(
      join(dataDir, 'frameworks.json'),
      JSON.stringify({ version: 1, frameworks: [faulty, 7, { ...own([]), frameworkId: 'FINE' }] }),
    );
    const { view } = await aConsole({ dataDir });
    const listed = (await view.list({})).items.filter(({ shipped }) => !shipped);
    expect(listed.map(({ frameworkId, problems }) => [frameworkId, problems.length > 0])).toEqual(
      expect.arrayContaining([
        ['OWN', true],
        ['FINE', false],
        ['own-2', true],
      ]),
    );
    await expect(view.evaluation({ frameworkId: 'OWN' })).rejects.toMatchObject({
      status: 422,
      data: { code: 'framework.faulty' },
    });
    expect((await view.evaluation({ frameworkId: 'FINE' })).controls).toHaveLength(1);
  });
});

describe('evidence by hand', () => {
  const wish = { frameworkId: 'OWN', controlId: 'C1', statement: 'Approved in May.' };
  const file = { name: '../policy.pdf', base64: Buffer.from('the policy').toString('base64') };

  test('is kept by its hash, counts until it is withdrawn, and can be taken again', async () => {
    const { view, act, entries, dataDir } = await aConsole();
    await act.put({ params: { frameworkId: 'OWN' }, body: own([]) });
    const resultNow = async () => (await view.evaluation({ frameworkId: 'OWN' })).controls[0]?.result;
    expect(await resultNow()).toBe('not-assessed');
    const attached = await act.attach({ ...wish, file });
    const sha256 = createHash('sha256').update('the policy').digest('hex');
    expect(attached).toMatchObject({
      answers: 'The policy',
      file: { name: 'policy.pdf', bytes: 10, sha256 },
      addedBy: 'token:act',
    });
    expect(readFileSync(join(dataDir, 'evidence', sha256), 'utf8')).toBe('the policy');
    expect(statSync(join(dataDir, 'evidence', sha256)).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(dataDir, 'evidence'))).toEqual([sha256]);
    expect(entries('evidence.changed')[0].data.attachment.file.sha256).toBe(sha256);
    expect(await resultNow()).toBe('satisfied');
    const taken = await view.attachmentFile({ attachmentId: attached.attachmentId });
    expect(await taken.text()).toBe('the policy');
    writeFileSync(join(dataDir, 'evidence', sha256), 'another!!!');
    await expect(view.attachmentFile({ attachmentId: attached.attachmentId })).rejects.toMatchObject({ status: 409 });
    expect((await act.withdraw({ attachmentId: attached.attachmentId })).withdrawnAt).not.toBeNull();
    expect(await resultNow()).toBe('not-assessed');
    expect((await view.attachments({})).items).toHaveLength(1);
    // An address is sealed in the log, and plain to whoever reads the evidence.
    await act.attach({ ...wish, statement: 'dpo@example.com' });
    expect((await view.attachments({ frameworkId: 'OWN' })).items[0]?.statement).toBe('dpo@example.com');
    expect(await resultNow()).toBe('satisfied');
  });

  test('is refused where it cannot be meant, and needs the role act', async () => {
    const { view, act, dataDir } = await aConsole();
    await act.put({ params: { frameworkId: 'OWN' }, body: own([]) });
    await expect(act.attach({ ...wish, controlId: 'C9' })).rejects.toMatchObject({ status: 404 });
    await expect(act.attach({ ...wish, answers: 'Something' })).rejects.toMatchObject({ data: { field: 'answers' } });
    await expect(act.attach({ ...wish, file: { ...file, base64: 'no base64!' } })).rejects.toMatchObject({
      data: { field: 'file.base64' },
    });
    await expect(act.attach({ ...wish, file: { ...file, base64: '' } })).rejects.toMatchObject({ data: { field: 'file' } });
    await expect(act.withdraw({ attachmentId: 'att-none' })).rejects.toMatchObject({ status: 404 });
    await expect(view.attach(wish)).rejects.toMatchObject({ status: 403 });
    expect(readdirSync(dataDir)).not.toContain('evidence');
  });
});

test('the register names what is held about people, with counts', async () => {
  const { view } = await aConsole();
  const { items } = await view.register({});
  expect(items.find(({ where }) => where.startsWith('tokens.json'))?.records).toBe(1);
  expect(items.every((item) => Object.values(item).every((value) => value !== ''))).toBe(true);
});
