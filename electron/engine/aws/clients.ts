import { readFileSync } from 'node:fs';
import { Agent as HttpAgent } from 'node:http';
import { type AgentOptions, Agent as HttpsAgent } from 'node:https';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DrsClient } from '@aws-sdk/client-drs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';
import { startStopwatch } from '../metrics/stopwatch';
import { proxyFromEnvironment } from '../proxy/proxy';
import type { Budget } from './budget';
import type { Credentials } from './credentials';
import { type AwsService, type EndpointSetting, endpointOf } from './endpoints';
import { isThrottled } from './errors';
import { ProxyAgent } from './proxy-agent';
import type { SkewWatch } from './skew';

/** One pool of kept-alive connections for everything the console asks AWS; bounded, so that no burst opens hundreds. */
export interface Connections {
  readonly httpAgent: HttpAgent;
  readonly httpsAgent: HttpsAgent;
  /** For SQS, where every context keeps a connection for its long poll. */
  readonly polling: { readonly httpAgent: HttpAgent; readonly httpsAgent: HttpsAgent };
  close(): void;
}

/**
 * Opens the pool. `HTTPS_PROXY`, `NO_PROXY` and `AWS_CA_BUNDLE` of the environment hold as they do for the AWS CLI; endpoints without TLS
 * are dialled directly.
 */
export function openConnections(env: NodeJS.ProcessEnv = {}): Connections {
  const options = { keepAlive: true, maxSockets: 32, maxFreeSockets: 16 };
  const rules = proxyFromEnvironment(env);
  const authority = bundleOf(env);
  const secure = (given: AgentOptions): HttpsAgent => {
    const trusting = authority === null ? given : { ...given, ca: authority };
    return rules === null ? new HttpsAgent(trusting) : new ProxyAgent(rules, trusting);
  };
  const httpAgent = new HttpAgent(options);
  const httpsAgent = secure(options);
  const polling = { httpAgent: new HttpAgent({ keepAlive: true }), httpsAgent: secure({ keepAlive: true }) };
  return {
    httpAgent,
    httpsAgent,
    polling,
    close() {
      for (const agent of [httpAgent, httpsAgent, polling.httpAgent, polling.httpsAgent]) agent.destroy();
    },
  };
}

/** Authorities to trust in place of the usual ones; a file that cannot be read counts as none, and the certificate shown is then refused. */
function bundleOf({ AWS_CA_BUNDLE: file }: NodeJS.ProcessEnv): Buffer | null {
  if (file === undefined || file === '') return null;
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

/** What the clients of one account and region have in common. */
export interface ClientSetting {
  readonly accountLabel: string;
  readonly region: string;
  readonly credentials: () => Promise<Credentials>;
  readonly endpoints: EndpointSetting;
  readonly connections: Connections;
  readonly budget: Budget;
  readonly skew: SkewWatch;
}

/** A request that takes longer than this is taken for lost. A long poll lasts 20 s; the platform's handler may take minutes. */
const timeoutMs: Partial<Record<AwsService, number>> = { sqs: 35_000, lambda: 150_000, s3: 120_000 };
const usualTimeoutMs = 15_000;
const connectionTimeoutMs = 6_000;

/** What every client of a setting is made with. */
export function configOf(service: AwsService, setting: ClientSetting) {
  const endpoint = endpointOf(service, setting.endpoints);
  const timeout = timeoutMs[service] ?? usualTimeoutMs;
  const { httpAgent, httpsAgent } = service === 'sqs' ? setting.connections.polling : setting.connections;
  return {
    region: setting.region,
    credentials: setting.credentials,
    // The runner backs off; one more attempt only saves what a dropped connection or a corrected clock would cost.
    // What an operator asks of the platform is asked once: a second request would be answered with a refusal.
    maxAttempts: service === 'lambda' ? 1 : 2,
    requestHandler: {
      httpAgent,
      httpsAgent,
      connectionTimeout: connectionTimeoutMs,
      requestTimeout: timeout,
      throwOnRequestTimeout: true,
      socketTimeout: timeout,
    },
    ...(endpoint === null ? {} : { endpoint }),
  };
}

/** The part of an SDK client's middleware stack that watching needs; the same in all releases. */
export interface Stack {
  addRelativeTo(
    middleware: <A, R extends { response: unknown }>(
      next: (args: A) => Promise<R>,
      context: { commandName?: string },
    ) => (args: A) => Promise<R>,
    options: { relation: 'after'; toMiddleware: string; name: string; override: boolean },
  ): void;
}

/** Each attempt of each call takes its token and leaves the time its answer was given. */
export function watch(service: AwsService, setting: ClientSetting): { applyToStack(stack: Stack): void } {
  const place = `${setting.accountLabel}/${setting.region}`;
  return {
    applyToStack(stack) {
      stack.addRelativeTo(
        (next, context) => async (args) => {
          const operation = (context.commandName ?? '').replace(/Command$/, '');
          const giveBack = await setting.budget.take(place, service, operation);
          const tookMs = startStopwatch();
          try {
            const result = await next(args);
            setting.budget.answered(service, operation, tookMs(), null);
            setting.skew.note(service, result.response);
            return result;
          } catch (error) {
            setting.budget.answered(service, operation, tookMs(), error instanceof Error ? error.name : 'Unknown');
            if (isThrottled(error)) setting.budget.throttled(service, operation);
            throw error;
          } finally {
            giveBack();
          }
        },
        { relation: 'after', toMiddleware: 'retryMiddleware', name: 'tocsinWatch', override: true },
      );
    },
  };
}

/** The clients of the context's own account and region. */
export function openClients(setting: ClientSetting) {
  const dynamodb = new DynamoDBClient(configOf('dynamodb', setting));
  dynamodb.middlewareStack.use(watch('dynamodb', setting));
  const sfn = new SFNClient(configOf('states', setting));
  sfn.middlewareStack.use(watch('states', setting));
  // Checksums of messages are verified by default; queue URLs are rewritten to the endpoint, since a simulator knows only its own.
  const sqs = new SQSClient({ ...configOf('sqs', setting), useQueueUrlAsEndpoint: false });
  sqs.middlewareStack.use(watch('sqs', setting));
  const sns = new SNSClient(configOf('sns', setting));
  sns.middlewareStack.use(watch('sns', setting));
  const events = new EventBridgeClient(configOf('events', setting));
  events.middlewareStack.use(watch('events', setting));
  const lambda = new LambdaClient(configOf('lambda', setting));
  lambda.middlewareStack.use(watch('lambda', setting));
  const sts = new STSClient(configOf('sts', setting));
  sts.middlewareStack.use(watch('sts', setting));
  return { dynamodb, sfn, sqs, sns, events, lambda, sts };
}
export type Clients = ReturnType<typeof openClients>;

/** A DRS client for one account and region. */
export function openDrs(setting: ClientSetting): DrsClient {
  const drs = new DrsClient(configOf('drs', setting));
  drs.middlewareStack.use(watch('drs', setting));
  return drs;
}

/** What setting an account up needs in one account and region, beyond and beside the clients that watch it. */
export function openSetupClients(setting: ClientSetting) {
  const sqs = new SQSClient({ ...configOf('sqs', setting), useQueueUrlAsEndpoint: false });
  sqs.middlewareStack.use(watch('sqs', setting));
  const sns = new SNSClient(configOf('sns', setting));
  sns.middlewareStack.use(watch('sns', setting));
  const events = new EventBridgeClient(configOf('events', setting));
  events.middlewareStack.use(watch('events', setting));
  const iam = new IAMClient(configOf('iam', setting));
  iam.middlewareStack.use(watch('iam', setting));
  const cloudtrail = new CloudTrailClient(configOf('cloudtrail', setting));
  cloudtrail.middlewareStack.use(watch('cloudtrail', setting));
  const cloudwatch = new CloudWatchClient(configOf('monitoring', setting));
  cloudwatch.middlewareStack.use(watch('monitoring', setting));
  return { sqs, sns, events, iam, cloudtrail, cloudwatch };
}
export type SetupClients = ReturnType<typeof openSetupClients>;
