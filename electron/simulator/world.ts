/**
 * What lives in the simulated cloud. Services (the wire's operations) and the platform (the orchestrator that acts inside it)
 * both work on these models; neither knows HTTP. Times are simulated epoch milliseconds unless a name says `wall`.
 */

export interface SimulatedTime {
  /** Simulated instant, epoch milliseconds. */
  now(): number;
  /** Simulated milliseconds per wall millisecond; 0 while paused. */
  speed(): number;
  /** Run `act` at simulated instant `at` (at once when in the past; equal instants in order of registration). */
  at(at: number, act: () => void): Cancel;
}
export type Cancel = () => void;

/** Wall time, for what a client waits for: long polls, visibility, latency, credentials. One real one exists, in the clock driver. */
export interface Wall {
  /** Epoch milliseconds. */
  now(): number;
  /** Run `act` after `ms` wall milliseconds. */
  after(ms: number, act: () => void): Cancel;
}

/** Seeded; nothing in the simulator draws chance or ids from anywhere else. */
export interface Chance {
  /** In [0, 1). */
  unit(): number;
  uuid(): string;
  /** `length` lower-case hex digits. */
  hex(length: number): string;
}

export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

/** SNS as the platform uses it: publish goes through filter policies to the subscribed queues. */
export interface Topics {
  create(account: string, region: string, name: string): string;
  /** Publishes exactly as the API would. Returns the message id. */
  publish(message: {
    readonly topicArn: string;
    readonly subject?: string;
    readonly message: string;
    readonly messageStructure?: 'json';
    readonly attributes?: Readonly<Record<string, MessageAttribute>>;
  }): string;
}

/** The default EventBridge bus of one account and region; matched rules deliver to SQS and SNS targets. */
export interface Buses {
  put(event: {
    readonly account: string;
    readonly region: string;
    readonly source: string;
    readonly detailType: string;
    readonly time: number;
    readonly resources: readonly string[];
    readonly detail: unknown;
  }): string;
}

/** A DynamoDB attribute value in wire form: numbers are strings. */
export type AttributeValue =
  | { S: string }
  | { N: string }
  | { BOOL: boolean }
  | { NULL: true }
  | { L: AttributeValue[] }
  | { M: Record<string, AttributeValue> }
  | { SS: string[] }
  | { NS: string[] }
  | { B: string };
export type Item = Record<string, AttributeValue>;

export interface Tables {
  create(table: {
    readonly account: string;
    readonly region: string;
    readonly name: string;
    readonly hash: string;
    readonly range?: string;
    readonly indexes?: readonly { readonly name: string; readonly hash: string; readonly range?: string }[];
  }): void;
  put(account: string, region: string, table: string, item: Item): void;
  get(account: string, region: string, table: string, key: Item): Item | null;
  remove(account: string, region: string, table: string, key: Item): void;
}

/** Lambda functions that exist in the simulated cloud, by name. `invoke` answers the function's JSON reply; it may look at who asks. */
export interface Functions {
  register(account: string, region: string, name: string, invoke: (payload: unknown, callerArn: string) => unknown): void;
}
