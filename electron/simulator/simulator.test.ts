import {
  DescribeJobLogItemsCommand,
  DescribeJobsCommand,
  DescribeRecoveryInstancesCommand,
  DescribeRecoverySnapshotsCommand,
  DescribeSourceServersCommand,
  DrsClient,
  GetLaunchConfigurationCommand,
  ListTagsForResourceCommand,
  paginateDescribeSourceServers,
  StartRecoveryCommand,
  TerminateRecoveryInstancesCommand,
} from '@aws-sdk/client-drs';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  paginateGetExecutionHistory,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, expect, test } from 'vitest';
import { offsetMs } from './scenario/schema';
import { type Simulator, type SimulatorOptions, startSimulator } from './simulator';
import { manualWall } from './testing/manual-time';

const START = '2026-03-14T09:00:00Z';
const E1 = '0f3c9a52-7d1e-4b8a-9c46-2e5b7a1d9f60';
const E2 = '5b8d2c14-93ae-4f07-a1c5-6d2e8f907b31';
const MACHINE = 'arn:aws:states:us-east-1:111122223333:stateMachine:aws-drs-orchestration-orchestration-dev';
const runArn = (id: string) => `${MACHINE.replace('stateMachine', 'execution')}:${id}`;

let open: Simulator | null = null;
afterEach(async () => {
  await open?.stop();
  open = null;
});

/** A simulator whose time only moves by `until`, with clients that sign as `key`. */
async function aSimulator(options: Partial<SimulatorOptions> = {}, key = 'test') {
  const started = await startSimulator({
    scenario: 'payroll-drill',
    start: START,
    wall: manualWall(Date.parse(START)),
    onBug: (problem) => {
      throw problem;
    },
    ...options,
  });
  if (!started.ok) throw new Error(started.error.message);
  open = started.value;
  const simulator = started.value;
  const client = {
    endpoint: simulator.url,
    region: 'us-east-1',
    credentials: { accessKeyId: key, secretAccessKey: 'test' },
    maxAttempts: 1,
  };
  const clock = simulator.clock();
  const traceStart = simulator.world().platform.context.scenario.traceStart;
  return {
    simulator,
    client,
    drs: new DrsClient(client),
    sfn: new SFNClient(client),
    lambda: new LambdaClient(client),
    until: (time: string) => clock.advanceTo(clock.start + offsetMs({ traceStart }, time)),
    control: async (path: string, body?: unknown): Promise<Record<string, unknown>> => {
      const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
      return (await fetch(`${simulator.url}/_sim/${path}`, init)).json();
    },
    invoke: async (operation: string, parameters: unknown): Promise<Record<string, unknown>> => {
      const reply = await new LambdaClient(client).send(
        new InvokeCommand({
          FunctionName: 'aws-drs-orchestration-execution-handler-dev',
          Payload: JSON.stringify({ operation, parameters }),
        }),
      );
      return JSON.parse(Buffer.from(reply.Payload ?? []).toString());
    },
  };
}

test('DRS: jobs newest first, their log, servers, instances, configurations', async () => {
  const { drs, until } = await aSimulator();
  until('09:26:00');
  const { items: jobs } = await drs.send(new DescribeJobsCommand({}));
  expect(jobs?.map((job) => [job.jobID, job.status])).toEqual([
    ['drsjob-5e10aa01bb02cc0e2', 'STARTED'],
    ['drsjob-5e10aa01bb02cc0e1', 'COMPLETED'],
  ]);
  const { items: log } = await drs.send(new DescribeJobLogItemsCommand({ jobID: 'drsjob-5e10aa01bb02cc0e2' }));
  const failed = log?.find((item) => item.event === 'LAUNCH_FAILED');
  expect(failed?.eventData?.sourceServerID).toBe('s-0a1b2c3d4e5f60a03');
  expect(failed?.eventData?.rawError).toContain('InsufficientFreeAddressesInSubnet');
  const { items: servers } = await drs.send(
    new DescribeSourceServersCommand({ filters: { sourceServerIDs: ['s-0a1b2c3d4e5f60a03'] } }),
  );
  expect(servers).toMatchObject([
    { lastLaunchResult: 'FAILED', dataReplicationInfo: { dataReplicationState: 'CONTINUOUS', lagDuration: 'P0D' } },
  ]);
  const { items: instances } = await drs.send(new DescribeRecoveryInstancesCommand({}));
  expect(instances).toHaveLength(3);
  expect(instances?.every((each) => each.recoveryInstanceID === each.ec2InstanceID && each.isDrill)).toBe(true);
  const { items: snapshots } = await drs.send(
    new DescribeRecoverySnapshotsCommand({ sourceServerID: 's-0a1b2c3d4e5f60a03', order: 'ASC' }),
  );
  expect(snapshots?.length).toBeGreaterThan(20);
  expect(await drs.send(new GetLaunchConfigurationCommand({ sourceServerID: 's-0a1b2c3d4e5f60a03' }))).toMatchObject({
    launchDisposition: 'STARTED',
  });
  const resourceArn = 'arn:aws:drs:us-east-1:444455556666:source-server/s-0a1b2c3d4e5f60a03';
  expect((await drs.send(new ListTagsForResourceCommand({ resourceArn }))).tags).toEqual({
    Name: 'app-03',
    App: 'payroll',
    Tier: 'app',
  });
});

test('DRS: paging, filters, errors and the region that was never initialised', async () => {
  const { drs, client, until } = await aSimulator();
  until('09:01:00');
  const ids: (string | undefined)[] = [];
  for await (const page of paginateDescribeSourceServers({ client: drs, pageSize: 5 }, {}))
    ids.push(...(page.items ?? []).map((each) => each.sourceServerID));
  expect(new Set(ids).size).toBe(12);
  await expect(drs.send(new DescribeSourceServersCommand({ nextToken: 'made-up' }))).rejects.toMatchObject({
    name: 'ValidationException',
  });
  await expect(drs.send(new DescribeJobLogItemsCommand({ jobID: 'drsjob-00000000000000000' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
  await expect(
    drs.send(new StartRecoveryCommand({ sourceServers: [{ sourceServerID: 's-0a1b2c3d4e5f60d01' }] })),
  ).rejects.toMatchObject({
    name: 'ConflictException',
  });
  const elsewhere = new DrsClient({ ...client, region: 'eu-west-1' });
  await expect(elsewhere.send(new DescribeJobsCommand({}))).rejects.toMatchObject({ name: 'UninitializedAccountException' });
});

test('DRS: a recovery started and terminated from outside really runs', async () => {
  const { drs, until } = await aSimulator({ operator: 'human', variant: 'G' });
  until('03:11:00');
  const sourceServers = [{ sourceServerID: 's-0a1b2c3d4e5f60w01' }];
  const started = await drs.send(new StartRecoveryCommand({ sourceServers, isDrill: false }));
  expect(started.$metadata.httpStatusCode).toBe(202);
  expect(started.job).toMatchObject({ status: 'PENDING', initiatedBy: 'START_RECOVERY' });
  until('03:24:00');
  const { items } = await drs.send(new DescribeRecoveryInstancesCommand({}));
  const id = items?.[0]?.recoveryInstanceID ?? '';
  expect(items).toMatchObject([{ sourceServerID: 's-0a1b2c3d4e5f60w01', isDrill: false }]);
  const { job } = await drs.send(new TerminateRecoveryInstancesCommand({ recoveryInstanceIDs: [id] }));
  expect(job?.type).toBe('TERMINATE');
  until('03:40:00');
  expect((await drs.send(new DescribeRecoveryInstancesCommand({}))).items).toEqual([]);
});

test('Step Functions: executions newest first, history in pages and backwards, data left out on request', async () => {
  const { sfn, until } = await aSimulator();
  until('10:15:00');
  const { executions } = await sfn.send(new ListExecutionsCommand({ stateMachineArn: MACHINE }));
  expect(executions?.map((each) => [each.name, each.status])).toEqual([
    [E2, 'RUNNING'],
    [E1, 'FAILED'],
  ]);
  const events = [];
  for await (const page of paginateGetExecutionHistory({ client: sfn, pageSize: 100 }, { executionArn: runArn(E1) }))
    events.push(...(page.events ?? []));
  expect(events.map((event) => event.id)).toEqual(Array.from({ length: 630 }, (_, index) => index + 1));
  const { events: last } = await sfn.send(
    new GetExecutionHistoryCommand({ executionArn: runArn(E1), reverseOrder: true, maxResults: 1 }),
  );
  expect(last).toMatchObject([
    { id: 630, type: 'ExecutionFailed', executionFailedEventDetails: { error: 'PlanExecutionFailed' } },
  ]);
  const paused = { executionArn: runArn(E2), reverseOrder: true, maxResults: 10 };
  expect(JSON.stringify(await sfn.send(new GetExecutionHistoryCommand(paused)))).toMatch(/AQC[A-Za-z0-9+/=]{600}/);
  expect(JSON.stringify(await sfn.send(new GetExecutionHistoryCommand({ ...paused, includeExecutionData: false })))).not.toMatch(
    /AQC/,
  );
  const described = await sfn.send(new DescribeExecutionCommand({ executionArn: runArn(E1) }));
  expect(described.startDate?.toISOString()).toBe('2026-03-14T09:00:01.214Z');
  await expect(sfn.send(new DescribeExecutionCommand({ executionArn: runArn('no') }))).rejects.toMatchObject({
    name: 'ExecutionDoesNotExist',
  });
});

test('Step Functions: a token resumes once, and only while somebody waits', async () => {
  const { sfn, simulator, until } = await aSimulator({ operator: 'human' });
  until('10:15:00');
  const taskToken = simulator.world().platform.context.executions.read(E2)?.taskToken ?? '';
  await expect(sfn.send(new SendTaskSuccessCommand({ taskToken: 'AQCmade-up', output: '{}' }))).rejects.toMatchObject({
    name: 'InvalidToken',
  });
  await expect(sfn.send(new SendTaskSuccessCommand({ taskToken, output: 'not json' }))).rejects.toMatchObject({
    name: 'InvalidOutput',
  });
  await sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
  await expect(sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }))).rejects.toMatchObject({ name: 'TaskTimedOut' });
  until('10:40:00');
  const item = simulator.world().platform.context.executions.read(E2);
  expect(item?.status).toBe('COMPLETED');
});

test('Step Functions: stopping, and starting what the platform did not ask for', async () => {
  const { sfn, until } = await aSimulator();
  until('09:50:00');
  await sfn.send(new StopExecutionCommand({ executionArn: runArn(E2), error: 'Stopped', cause: 'by hand' }));
  expect(await sfn.send(new DescribeExecutionCommand({ executionArn: runArn(E2) }))).toMatchObject({
    status: 'ABORTED',
    error: 'Stopped',
  });
  const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: MACHINE, name: 'by-hand', input: '{}' }));
  expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
    status: 'FAILED',
    error: 'States.Runtime',
  });
});

test('Lambda: the execution-handler answers as the platform does', async () => {
  const { invoke, lambda, until } = await aSimulator({ operator: 'human' });
  until('10:15:00');
  expect(await invoke('resume_execution', { executionId: E1 })).toMatchObject({ error: 'INVALID_STATE' });
  expect(await invoke('resume_execution', { executionId: E2 })).toEqual({
    executionId: E2,
    status: 'RESUMING',
    message: 'Execution resumed successfully',
    nextWave: 2,
  });
  expect(await invoke('get_execution', { executionId: E2 })).toMatchObject({ error: 'CONFIGURATION_ERROR' });
  expect(await invoke('cancel_execution', {})).toMatchObject({ error: 'MISSING_PARAMETER' });
  expect(await invoke('dance', {})).toMatchObject({ error: 'INVALID_OPERATION' });
  const event = await lambda.send(
    new InvokeCommand({
      FunctionName: 'aws-drs-orchestration-execution-handler-dev',
      InvocationType: 'Event',
      Payload: '{"operation":"find"}',
    }),
  );
  expect(event.StatusCode).toBe(202);
  await expect(lambda.send(new InvokeCommand({ FunctionName: 'nobody' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

test('H13: without it, the function answers the platform alone', async () => {
  const { invoke } = await aSimulator({ faults: ['no-H13'] });
  expect(await invoke('cancel_execution', { executionId: E1 })).toMatchObject({ error: 'AUTHORIZATION_FAILED' });
});

test('control: the clock tells the trace, pauses, steps and begins anew', async () => {
  const { control, simulator } = await aSimulator();
  expect(await control('clock')).toMatchObject({
    now: '2026-03-14T09:00:00.000Z',
    speed: 60,
    start: '2026-03-14T09:00:00.000Z',
    scenario: 'payroll-drill',
    variant: null,
    operator: 'script',
    ended: false,
  });
  expect(await control('pause', {})).toMatchObject({ speed: 0, paused: true });
  expect(await control('step', { seconds: 7200 })).toMatchObject({ now: '2026-03-14T11:00:00.000Z', ended: true });
  expect(await control('speed', { speed: 700 })).toHaveProperty('message');
  expect(await control('speed', { speed: 120 })).toMatchObject({ nominalSpeed: 120 });
  expect(await control('restart', {})).toMatchObject({ now: '2026-03-14T09:00:00.000Z', speed: 120, ended: false });
  expect(simulator.world().platform.drs.region('444455556666', 'us-east-1').jobs.size).toBe(0);
  expect(await control('nothing')).toHaveProperty('message');
});

test('a held trace waits for its first resume', async () => {
  const { control, simulator, until } = await aSimulator({ held: true });
  expect(await control('clock')).toMatchObject({ now: '2026-03-14T09:00:00.000Z', paused: true });
  expect(simulator.world().platform.context.executions.ids()).toEqual([]);
  await control('resume', {});
  until('09:00:01');
  expect(simulator.world().platform.context.executions.ids()).toEqual([E1]);
});

test('control: faults by name, on and off, and who called what', async () => {
  const { control, drs } = await aSimulator();
  expect(await control('fault', { name: 'drs:denied', on: true })).toMatchObject({ wire: ['drs:denied'] });
  await expect(drs.send(new DescribeJobsCommand({}))).rejects.toMatchObject({ name: 'AccessDeniedException' });
  expect(await control('fault', { name: 'drs:denied', on: false })).toMatchObject({ wire: [] });
  expect(await control('fault', { name: 'no-H6', on: true })).toMatchObject({ platform: { H6: false } });
  expect(await control('fault', { name: 'H99' })).toMatchObject({ field: 'name' });
  const { items } = await control('calls');
  expect(items).toContainEqual(
    expect.objectContaining({ service: 'drs', operation: 'DescribeJobs', count: 1, errors: { AccessDeniedException: 1 } }),
  );
});

test('with the observe policy, managing is denied until somebody approves and the policy allows it', async () => {
  const observe = await aSimulator({ policy: ['observe'] }, 'AKIATOCSINREHEARSAL0');
  await expect(observe.invoke('cancel_execution', { executionId: E1 })).rejects.toMatchObject({ name: 'AccessDeniedException' });
  await observe.sfn.send(new ListExecutionsCommand({ stateMachineArn: MACHINE }));
  await observe.simulator.stop();
  const manage = await aSimulator({ policy: ['observe', 'manage'] }, 'AKIATOCSINREHEARSAL0');
  await expect(manage.invoke('cancel_execution', { executionId: E1 })).rejects.toMatchObject({ name: 'AccessDeniedException' });
  await manage.control('approve', {});
  expect(await manage.invoke('cancel_execution', { executionId: E1 })).toHaveProperty('executionId');
});

test('what cannot be played is refused in words', async () => {
  const code = async (options: Partial<SimulatorOptions>) => {
    const started = await startSimulator({ scenario: 'payroll-drill', ...options });
    if (started.ok) await started.value.stop();
    return started.ok ? 'started' : started.error.code;
  };
  expect(await code({ scenario: 'no-such' })).toBe('scenario.unknown');
  expect(await code({ variant: 'Z' })).toBe('variant.unknown');
  expect(await code({ faults: ['H99'] })).toBe('fault.unknown');
  expect(await code({ policy: ['all'] })).toBe('policy.unknown');
  expect(await code({ speed: 0 })).toBe('speed.invalid');
  expect(await code({ start: 'yesterday' })).toBe('start.invalid');
  expect(await code({ scenario: 'fleet?servers=9000' })).toBe('scenario.invalid');
  const first = await aSimulator();
  expect(await code({ port: first.simulator.port })).toBe('port.taken');
});
