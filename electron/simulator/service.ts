/**
 * How an AWS service is described to the simulator. The wire (HTTP, protocol, signatures, faults, policy) is one road for all
 * services; a service is a table of operations. To add one: a file in `services/` and a line in `services/registry.ts`.
 */

/** Who signed a call. Sources: the access key in the SigV4 `Credential`, resolved by the STS service. */
export interface Caller {
  readonly accountId: string;
  /** `arn:aws:iam::…:user/…` or `arn:aws:sts::…:assumed-role/…` */
  readonly arn: string;
  readonly accessKeyId: string;
  /** False for a key the simulator never issued (`test`/`test` of a CLI): it acts as an administrator of the platform account. */
  readonly known: boolean;
  readonly mfa: boolean;
}

export interface Call {
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  readonly caller: Caller;
  /** Parsed body (JSON, or form fields un-flattened for the query protocol). Handlers check it with zod before use. */
  readonly input: unknown;
  /** Aborted when the client goes away; long polls must listen. */
  readonly signal: AbortSignal;
}

/** An error an AWS client understands. `fields` travel in the body (`retryAfterSeconds`, `reason`…). */
export class AwsFault extends Error {
  override readonly name = 'AwsFault';
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
    readonly fields: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/** An action on resources, as policies see it. */
export interface Permission {
  /** `iam:PassRole` */
  readonly action: string;
  readonly resources: readonly string[];
  readonly conditions: Readonly<Record<string, string | readonly string[]>>;
}

export interface Operation {
  /** Answers the response body (plain JSON; dates already in the protocol's form). Throws `AwsFault` for expected errors. */
  readonly handle: (call: Call) => unknown | Promise<unknown>;
  /** ARNs the call touches, for policy enforcement. Default `['*']`. */
  readonly resources?: (call: Call) => readonly string[];
  /** Condition keys for policy enforcement, such as `dynamodb:Attributes` (a list) or `sns:Protocol`. */
  readonly conditions?: (call: Call) => Readonly<Record<string, string | readonly string[]>>;
  /** Other actions the caller needs, such as `iam:PassRole` for a role it hands to a service. Asked after its own. */
  readonly also?: (call: Call) => readonly Permission[];
  /** IAM action name where it differs from the operation name (`lambda:InvokeFunction` for `Invoke`). */
  readonly action?: string;
  /** `none` for the few calls AWS allows to every valid credential (`sts:GetCallerIdentity`). */
  readonly permission?: 'none';
  /** HTTP status of success. Default 200; DRS `StartRecovery` answers 202. */
  readonly status?: number;
}

export type Protocol =
  | {
      readonly kind: 'json';
      readonly version: '1.0' | '1.1';
      readonly targetPrefix: string;
      /** SQS and CloudWatch once spoke the query protocol: errors then also carry their old code in `x-amzn-query-error`. */
      readonly queryMode: boolean;
      /** Old code of an error where it differs from the JSON one: `QueueDoesNotExist` → `AWS.SimpleQueueService.NonExistentQueue`. */
      readonly queryErrors?: Readonly<Record<string, string>>;
      /** Put before the code in `__type`, as the service does: `com.amazonaws.sqs`. */
      readonly errorNamespace?: string;
    }
  | { readonly kind: 'query'; readonly version: string; readonly xmlns: string }
  /** EC2's own form of the query protocol. */
  | { readonly kind: 'ec2'; readonly version: string; readonly xmlns: string }
  /** `routes`: e.g. `POST /DescribeJobs` → operation. A `{name}` segment is percent-decoded into `input[name]`. */
  | { readonly kind: 'rest-json'; readonly routes: readonly RestRoute[] }
  /** REST with XML as S3 speaks it: `/bucket/key`, what is meant by the method, the query and the headers, bytes for bodies. */
  | { readonly kind: 's3' };

/** Query parameters and path segments arrive in `input` as strings, beside the fields of the JSON body. */
export interface RestRoute {
  readonly method: string;
  readonly path: string;
  readonly operation: string;
  /** Input field that takes the whole body, for calls whose body is not a list of fields (`Payload` of Lambda `Invoke`). */
  readonly payload?: string;
  /** Header (lower case) → input field, for what a call sends in headers (`x-amz-invocation-type` → `InvocationType`). */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a rest-json or S3 handler answers instead of a plain body when status or headers depend on the call. */
export class RestReply {
  constructor(
    readonly body: unknown,
    readonly status = 200,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

export interface Service {
  /** Id used in faults (`drs:throttle`), in `/_sim/calls` and in docs: `sts sns sqs drs states dynamodb events lambda monitoring`. */
  readonly id: string;
  /** SigV4 service name by which a request is recognised (`states`, `monitoring`, `events`…). */
  readonly signingName: string;
  /** Prefix of IAM actions: `cloudwatch` for signing name `monitoring`, else the signing name. */
  readonly iamPrefix: string;
  /** Called without a signature and recognised by its routes: the sign-in services, whose callers have no keys yet. */
  readonly unsigned?: true;
  readonly protocol: Protocol;
  readonly operations: Readonly<Record<string, Operation>>;
}
