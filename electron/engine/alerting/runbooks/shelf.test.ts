import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { causeWords } from '../../../../shared/domain/alerting/causes/words';
import { namesIn } from '../../../../shared/domain/alerting/runbooks/fill';
import { parseRunbook } from '../../../../shared/domain/alerting/runbooks/parse-runbook';
import { aFolder } from '../../testing/a-folder';
import { fakePorts } from '../../testing/fakes';
import { openShelf, type RunbookShelf } from './shelf';
import { shippedRunbooks } from './shipped-runbooks';

describe('shipped runbooks', () => {
  const read = shippedRunbooks.map((source) => {
    const parsed = parseRunbook(source);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    return parsed.value;
  });

  test('can all be read, each with an id and steps of its own', () => {
    expect(read.length).toBeGreaterThanOrEqual(14);
    expect(new Set(read.map(({ runbookId }) => runbookId)).size).toBe(read.length);
    for (const { steps, summary } of read) {
      expect(steps.length).toBeGreaterThanOrEqual(4);
      expect(summary).not.toBe('');
    }
  });

  test('ask only for names that an incident can have', () => {
    const known = new Set([
      ...['incident', 'title', 'severity', 'error', 'replicationError', 'context', 'account', 'region', 'plan', 'planId'],
      ...['execution', 'wave', 'server', 'serverName', 'job', 'instance', 'subnet', 'az', 'instanceType'],
    ]);
    const asked = new Set(shippedRunbooks.flatMap((source) => [...namesIn(source)]));
    expect([...asked].filter((name) => !known.has(name))).toEqual([]);
  });

  test('those that causes name are there', () => {
    const ids = new Set(read.map(({ runbookId }) => runbookId));
    const named = Object.values(causeWords).flatMap(({ runbookId }) => runbookId ?? []);
    expect(named.filter((runbookId) => !ids.has(runbookId))).toEqual([]);
  });

  test('there is one for each cause that somebody can do something about', () => {
    const causes = new Set(read.flatMap((one) => one.causes));
    for (const cause of [
      'subnet-out-of-addresses',
      'instance-capacity',
      'vcpu-quota',
      'job-quota',
      'launch-template',
      'iam-denied',
      'kms-denied',
      'conversion-failed',
      'snapshot-failed',
      'replication-stalled',
      'agent-disconnected',
      'network-blocked',
      'orchestration-died',
      'source-throttled',
      'credentials-expired',
      'delivery-failing',
      'waits-for-approval',
      'instances-left-running',
      'objective-missed',
    ])
      expect([...causes]).toContain(cause);
  });
});

describe('runbooks of one’s own', () => {
  let dataDir: string;
  let shelf: RunbookShelf;
  const write = (file: string, text: string) => {
    mkdirSync(join(dataDir, 'runbooks'), { recursive: true });
    writeFileSync(join(dataDir, 'runbooks', file), text);
  };
  const ours = (id: string, title = 'Our way') => `---\nid: ${id}\ntitle: ${title}\n---\n## Call the network team\nNow.\n`;

  beforeEach(() => {
    dataDir = aFolder();
    shelf = openShelf({ dataDir, log: fakePorts().log });
  });

  test('without a folder the shipped ones are there, and that is no fault', async () => {
    await shelf.look();
    expect(shelf.all()).toHaveLength(shippedRunbooks.length);
    expect(shelf.problems()).toEqual([]);
  });

  test('are added, and take the place of a shipped one of the same id', async () => {
    write('ours.md', ours('ours'));
    write('capacity.md', ours('vcpu-quota', 'Our way with quotas'));
    await shelf.look();
    expect(shelf.get('ours')).toMatchObject({ origin: 'own', runbook: { title: 'Our way' } });
    expect(shelf.get('vcpu-quota')).toMatchObject({ origin: 'own', runbook: { title: 'Our way with quotas' } });
    expect(shelf.all()).toHaveLength(shippedRunbooks.length + 1);
  });

  test('with a fault are told by file and line, and hurt no other', async () => {
    write('broken.md', '---\nid: broken\ntitle: Broken\n---\n## One\ncheck: no-such-check()\n');
    write('ours.md', ours('ours'));
    write('twin.md', ours('ours'));
    write('notes.txt', 'no runbook');
    await shelf.look();
    expect(shelf.problems()).toEqual([
      { file: 'broken.md', line: 6, message: 'There is no check “no-such-check”.' },
      { file: 'twin.md', line: 1, message: expect.stringContaining('ours.md has the id ours already') },
    ]);
    expect(shelf.get('broken')).toBeNull();
    expect(shelf.get('ours')).not.toBeNull();
  });

  test('are read again when they change, and are gone when they are', async () => {
    write('ours.md', ours('ours'));
    await shelf.look();
    write('ours.md', ours('ours', 'Another title'));
    utimesSync(join(dataDir, 'runbooks', 'ours.md'), 1, 1);
    await shelf.look();
    expect(shelf.get('ours')?.runbook.title).toBe('Another title');
    rmSync(join(dataDir, 'runbooks', 'ours.md'));
    await shelf.look();
    expect(shelf.get('ours')).toBeNull();
  });

  test.skipIf(process.platform === 'win32')('what is no file is told, and not waited for', async () => {
    write('ours.md', ours('ours'));
    execFileSync('mkfifo', [join(dataDir, 'runbooks', 'pipe.md')]);
    await shelf.look();
    expect(shelf.problems()).toEqual([{ file: 'pipe.md', line: null, message: 'It is no file.' }]);
    expect(shelf.get('ours')).not.toBeNull();
  });

  test('a folder that cannot be read is told', async () => {
    writeFileSync(join(dataDir, 'runbooks'), 'a file');
    await shelf.look();
    expect(shelf.problems()).toMatchObject([{ line: null, message: expect.stringContaining('cannot be read') }]);
  });
});
