import { isRecord } from './models/json';
import type { Trails } from './models/trail';
import { trailRecord } from './models/trail-record';
import type { AnsweredCall } from './wire/dispatch';
import type { Chance, SimulatedTime } from './world';

/** In reality it takes minutes. */
const LAG_MS = 2_000;

/** Operations CloudTrail counts as data events, which a trail of management events does not hold. */
const DATA_EVENTS: Readonly<Record<string, RegExp>> = {
  sqs: /^(Send|Receive|Delete|ChangeMessage)Message/,
  sns: /^Publish/,
  dynamodb: /Item|^Query$|^Scan$/,
  lambda: /^Invoke$/,
  logs: /^(PutLogEvents|FilterLogEvents|StartQuery|GetQueryResults|StopQuery)$/,
  events: /^(PutEvents|TestEventPattern)$/,
  s3: /^(Put|Get|Head|Delete)Object$/,
  monitoring: /^(PutMetricData|GetMetricData|ListMetrics)$/,
};
const READ = /^(Get|List|Describe|Lookup)/;
/** The platform's own models tell of these, whoever calls. */
const TOLD_ELSEWHERE = /^(StartRecovery|TerminateRecoveryInstances|StopExecution)$/;

/** Writes management calls that came over the wire into CloudTrail: who, what, and whether it was refused. */
export function trailCalls(trails: Trails, time: SimulatedTime, chance: Chance): (call: AnsweredCall) => void {
  return ({ service, operation, region, caller, input, error, userAgent }) => {
    if (service.unsigned === true || DATA_EVENTS[service.id]?.test(operation)) return;
    if (error === null && TOLD_ELSEWHERE.test(operation)) return;
    const account = caller.accountId;
    const eventSource = `${service.signingName}.amazonaws.com`;
    const record = trailRecord(
      { account, region },
      caller,
      {
        eventSource,
        eventName: operation,
        requestParameters: parametersOf(input),
        responseElements: null,
        readOnly: READ.test(operation),
        userAgent,
        ...(error !== null && { error: { code: codeOf(error.code), message: error.message } }),
      },
      { now: time.now(), chance },
    );
    time.at(time.now() + LAG_MS, () => {
      trails.put({
        account,
        region,
        source: `aws.${service.signingName}`,
        detailType: 'AWS API Call via CloudTrail',
        time: time.now(),
        resources: [],
        detail: record,
      });
    });
  };
}

/** Services spell a refusal differently; CloudTrail mostly does not. */
function codeOf(code: string): string {
  return code === 'AccessDeniedException' || code === 'AuthorizationError' ? 'AccessDenied' : code;
}

/** Names begin with a small letter, and secrets are not written down. */
function parametersOf(input: unknown): unknown {
  if (!isRecord(input)) return null;
  return Object.fromEntries(
    Object.entries(input)
      .filter(([, value]) => !(value instanceof Uint8Array))
      .map(([name, value]) => [
        `${name.charAt(0).toLowerCase()}${name.slice(1)}`,
        /token|secret|password/i.test(name) ? 'HIDDEN_DUE_TO_SECURITY_REASONS' : value,
      ]),
  );
}
