import { onTestFinished } from 'vitest';
import { ContextId, Instant } from '../../../../shared/domain/primitives';
import { type AwsContext, openAwsContext } from '../../aws/aws-context';
import { openConnections } from '../../aws/clients';
import { type FakePorts, fakePorts } from '../../testing/fakes';
import type { Reading } from '../source';
import { FakeCore } from './fake-core';

/** Answers a call instead of AWS: what it was asked, by command name and input. */
export type Answering = (command: string, input: Record<string, unknown>) => object;

export interface TestReading {
  readonly reading: Reading;
  readonly core: FakeCore;
  readonly ports: FakePorts;
  /** Every call made, in order. */
  readonly asked: { readonly command: string; readonly input: Record<string, unknown> }[];
}

/** A reading whose AWS is a function: nothing is dialled. */
export async function aReading(answer: Answering, change: Partial<Reading> = {}): Promise<TestReading> {
  const ports = fakePorts();
  const core = new FakeCore();
  const asked: TestReading['asked'] = [];
  const connections = openConnections();
  const contextId = ContextId.parse('payroll@us-east-1');
  const aws = await openAwsContext({
    spec: {
      contextId,
      profile: 'payroll',
      region: 'us-east-1',
      endpointUrl: 'http://127.0.0.1:9',
      keys: { accessKeyId: 'a', secretAccessKey: 'b' },
      mayCreateQueue: true,
    },
    platform: { project: 'aws-drs-orchestration', environment: 'dev' },
    installationId: 'test',
    connections,
    ports,
    env: { AWS_CONFIG_FILE: '/nowhere' },
  });
  intercept(aws, (command, input) => {
    asked.push({ command, input });
    return answer(command, input);
  });
  onTestFinished(() => {
    aws.close();
    connections.close();
  });
  const at = Instant.parse('2026-03-14T09:30:00.000Z');
  const reading: Reading = {
    contextId,
    aws,
    core,
    ports,
    signal: new AbortController().signal,
    at,
    place: null,
    since: at,
    first: false,
    ...change,
  };
  return { reading, core, ports, asked };
}

function intercept(aws: AwsContext, answer: Answering): void {
  const reply = async (context: { commandName?: string }, args: { input: object }) => ({
    response: {},
    output: { $metadata: {}, ...answer(context.commandName ?? '', { ...args.input }) },
  });
  aws.dynamodb.middlewareStack.add((_next, context) => (args) => reply(context, args), { step: 'initialize' });
  aws.sfn.middlewareStack.add((_next, context) => (args) => reply(context, args), { step: 'initialize' });
  aws.sts.middlewareStack.add((_next, context) => (args) => reply(context, args), { step: 'initialize' });
}
