import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Simulator, startSimulator } from './simulator';
import { cliVersion, isCurrentCli, runCli } from './testing/aws-cli';
import { manualWall } from './testing/manual-time';

const version = cliVersion();
const isUsable = isCurrentCli(version);
if (!isUsable) console.warn(`SKIPPED: the AWS CLI tests need a current aws on PATH, found ${version ?? 'none'}`);

const START = '2026-03-14T09:00:00Z';
const MACHINE = 'arn:aws:states:us-east-1:111122223333:stateMachine:aws-drs-orchestration-orchestration-dev';
const E1 = '0f3c9a52-7d1e-4b8a-9c46-2e5b7a1d9f60';

describe.skipIf(!isUsable)('the drill seen by the AWS CLI', { timeout: 60_000 }, () => {
  let simulator: Simulator;
  beforeAll(async () => {
    const started = await startSimulator({ scenario: 'payroll-drill', start: START, wall: manualWall(Date.parse(START)) });
    if (!started.ok) throw new Error(started.error.message);
    simulator = started.value;
    simulator.clock().step(27 * 60);
  });
  afterAll(() => simulator.stop());
  const aws = (...args: readonly string[]) => runCli(simulator.url, args);

  test('DRS: jobs of the target account, their log, servers and instances', async () => {
    expect((await aws('drs', 'describe-jobs')).json).toMatchObject({
      items: [
        { jobID: 'drsjob-5e10aa01bb02cc0e2', status: 'COMPLETED', initiatedBy: 'START_DRILL' },
        { jobID: 'drsjob-5e10aa01bb02cc0e1', status: 'COMPLETED' },
      ],
    });
    const log = await aws('drs', 'describe-job-log-items', '--job-id', 'drsjob-5e10aa01bb02cc0e2');
    expect(JSON.stringify(log.json)).toContain('InsufficientFreeAddressesInSubnet');
    const servers = await aws(
      'drs',
      'describe-source-servers',
      '--filters',
      '{}',
      '--page-size',
      '5',
      '--query',
      'length(items)',
    );
    expect(servers.json).toBe(12);
    expect((await aws('drs', 'describe-recovery-instances', '--query', 'length(items)')).json).toBe(7);
    const arn = 'arn:aws:drs:us-east-1:444455556666:source-server/s-0a1b2c3d4e5f60d01';
    expect((await aws('drs', 'list-tags-for-resource', '--resource-arn', arn)).json).toMatchObject({ tags: { Name: 'db-01' } });
    expect((await aws('drs', 'describe-jobs', '--region', 'eu-west-1')).stderr).toContain('UninitializedAccountException');
  });

  test('Step Functions: machines, executions, history', async () => {
    expect((await aws('stepfunctions', 'list-state-machines')).json).toMatchObject({
      stateMachines: [{ stateMachineArn: MACHINE }],
    });
    const executions = await aws('stepfunctions', 'list-executions', '--state-machine-arn', MACHINE);
    expect(executions.json).toMatchObject({ executions: [{ name: E1, status: 'FAILED' }] });
    const arn = `${MACHINE.replace('stateMachine', 'execution')}:${E1}`;
    const described = await aws('stepfunctions', 'describe-execution', '--execution-arn', arn);
    expect(described.json).toMatchObject({ error: 'PlanExecutionFailed', cause: 'DRS recovery plan execution failed' });
    const history = await aws('stepfunctions', 'get-execution-history', '--execution-arn', arn, '--query', 'length(events)');
    expect(history.json).toBe(630);
  });

  test('starting what must not be started is refused as AWS refuses it', async () => {
    const refused = await aws('drs', 'start-recovery', '--source-servers', 'sourceServerID=s-00000000000000000');
    expect(refused.stderr).toContain('ResourceNotFoundException');
  });
});
