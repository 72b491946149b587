import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ContextId } from '../../../shared/domain/primitives';
import { Settings } from '../../../shared/domain/settings';
import { dynamodbPlans } from './dynamodb-plans';
import { sfnRuns } from './sfn-runs';
import { stsIdentity } from './sts-identity';
import { againstSimulator } from './testing/against-simulator';

const keys = 'aws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = s\nregion = us-east-1\n';

/** Two contexts of one profile file against the simulator, with the source of identities only. */
async function twoContexts() {
  const home = mkdtempSync(join(tmpdir(), 'tocsin-home-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  mkdirSync(join(home, '.aws'));
  const write = (text: string) => writeFileSync(join(home, '.aws', 'config'), text);
  const lost = (source: string) =>
    `[profile lost]\nrole_arn = arn:aws:iam::444455556666:role/DROpsHubRole\nsource_profile = ${source}\n`;
  write(`[profile good]\n${keys}${lost('nobody')}`);
  const console = await againstSimulator({
    spec: { contextId: ContextId.parse('good@us-east-1'), profile: 'good', keys: null, mayCreateQueue: false },
    sources: [stsIdentity],
    env: { HOME: home, AWS_EC2_METADATA_DISABLED: 'true' },
  });
  const health = (contextId: string) => console.core.healthOf.get(`${contextId}/sts-identity`);
  const choose = (watched: Record<string, boolean>) =>
    console.sources.follow(
      Settings.parse({ contexts: Object.entries(watched).map(([contextId, value]) => ({ contextId, watched: value })) }),
    );
  return { ...console, health, choose, write: (source: string) => write(`[profile good]\n${keys}${lost(source)}`) };
}

test('contexts are added and let go while the console runs; what was seen stays', { timeout: 30_000 }, async () => {
  const { core, sources, until, health, choose } = await twoContexts();
  await until('the first context answers', () => health('good@us-east-1')?.state === 'live');
  choose({ 'good@us-east-1': true, 'good@eu-west-1': true });
  expect(core.state().contexts['good@eu-west-1']).toMatchObject({ region: 'eu-west-1', environment: 'production' });
  await until('the second one, too', () => health('good@eu-west-1')?.state === 'live');
  choose({ 'good@us-east-1': true, 'good@eu-west-1': false });
  await until('the second one is closed', () => sources.awsOf(ContextId.parse('good@eu-west-1')) === null);
  expect(core.state().contexts['good@eu-west-1']).toMatchObject({ watched: false, accountId: '111122223333' });
  expect(sources.watched().map(({ contextId }) => contextId)).toEqual(['good@us-east-1']);
});

test('a profile that cannot work is explained, and goes to work once the file was corrected', { timeout: 30_000 }, async () => {
  const { until, health, choose, write } = await twoContexts();
  choose({ 'lost@us-east-1': true });
  await until('it is explained', () => health('lost@us-east-1')?.error?.code === 'bad-profile');
  expect(health('lost@us-east-1')?.error?.message).toContain('nobody');
  write('good');
  await until('it works', () => health('lost@us-east-1')?.state === 'live');
});

test('names picked by hand are read from then on, and the usual ones again afterwards', { timeout: 30_000 }, async () => {
  const { core, sources, until, contextId } = await againstSimulator({ sources: [stsIdentity, dynamodbPlans, sfnRuns] });
  const health = (source: string) => core.healthOf.get(`${contextId}/${source}`);
  const isLive = () => health('dynamodb-plans')?.state === 'live' && health('sfn-runs')?.state === 'live';
  await until('both are read by their usual names', isLive);
  const platform = {
    stateMachineArn: 'arn:aws:states:us-east-1:111122223333:stateMachine:nobodys',
    tables: { recoveryPlans: 'nobodys-plans' },
  };
  sources.follow(Settings.parse({ contexts: [{ contextId, platform }] }));
  await until('the table is missing', () => health('dynamodb-plans')?.error?.code === 'not-found');
  await until('the machine is missing', () => health('sfn-runs')?.error?.code === 'not-found');
  sources.follow(Settings.parse({}));
  await until('both are read again', isLive);
});
