import type { DrsClient } from '@aws-sdk/client-drs';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { ContextSpec } from '../engine-api';
import type { Ports } from '../ports';
import { type AwsAccess, openAccess } from './access';
import { createBudget, createScheduler, type Scheduler } from './budget';
import {
  type ClientSetting,
  type Clients,
  type Connections,
  configOf,
  openClients,
  openDrs,
  openSetupClients,
  type SetupClients,
  watch,
} from './clients';
import { type ContextAccess, openContextAccess } from './context-access';
import { assumedCredentials, type Credentials, readRoleArn, setupRoleArn } from './credentials';
import type { Platform } from './platform-names';
import { openSendingClients, type SendingClients } from './sending-clients';
import { createSkewWatch, type SkewWatch } from './skew';
import { openTelemetryClients, type TelemetryClients } from './telemetry-clients';

export interface Identity {
  readonly accountId: string;
  readonly arn: string;
  /** `aws`, `aws-us-gov`, `aws-cn`: the second part of every ARN there. */
  readonly partition: string;
}

/** One account and region where DRS is read. */
export interface DrsPlace {
  readonly accountId: string;
  readonly region: string;
}

/** Everything the console asks AWS for in one context. Every call goes through its budget and its pool. */
export interface AwsContext extends Clients {
  readonly spec: ContextSpec;
  readonly platform: Platform;
  /** Marks this installation's queue among those of its colleagues. */
  readonly installationId: string;
  readonly skew: SkewWatch;
  /** How this context comes to its credentials. */
  readonly access: ContextAccess;
  /** Who we are there. Asked once; after a refusal, again. */
  identity(): Promise<Identity>;
  /** Asks STS anew, for the source that watches over the session. */
  renewIdentity(): Promise<Identity>;
  /** DRS of a place: with our own credentials in our own account, else through the read role there. */
  drs(place: DrsPlace): Promise<DrsClient>;
  /** Clients that set a place up: with our own credentials in our own account, else through the set-up role there. */
  setup(place: DrsPlace): Promise<SetupClients>;
  /** Metrics and limits of a place: with our own credentials in our own account, else through the read role there. */
  telemetry(place: DrsPlace): Promise<TelemetryClients>;
  /** What carries messages from our own account, in the region of a topic or of the context itself. */
  sending(region: string): SendingClients;
  close(): void;
}

export interface AwsContextOptions {
  readonly spec: ContextSpec;
  readonly platform: Platform;
  readonly installationId: string;
  readonly connections: Connections;
  readonly ports: Pick<Ports, 'clock' | 'wall' | 'log'>;
  readonly env?: NodeJS.ProcessEnv;
  /** What the contexts of one console share; one of its own for a context that stands alone. */
  readonly access?: AwsAccess;
  /** Shares connections among the contexts of one console, and counts. */
  readonly scheduler?: Scheduler;
}

/** Opens the clients of a context. Dials nothing yet, so it cannot fail for reasons of the network. */
export async function openAwsContext(options: AwsContextOptions): Promise<AwsContext> {
  const { spec, ports } = options;
  const shared = options.access ?? (await openAccess(options.env ?? process.env, ports));
  const { env } = shared;
  const endpoints = { given: spec.endpointUrl, profile: spec.profile, env, file: shared.files().config.sections };
  const closing = new AbortController();
  const scheduler = options.scheduler ?? createScheduler(ports.clock);
  const budget = createBudget({ contextId: spec.contextId, clock: ports.clock, signal: closing.signal, scheduler });
  const skew = createSkewWatch(ports.wall);
  const setting = (accountLabel: string, region: string, credentials: () => Promise<Credentials>): ClientSetting => ({
    accountLabel,
    region,
    credentials,
    endpoints,
    connections: options.connections,
    budget,
    skew,
  });
  const bare = setting('own', spec.region, async () => ({ accessKeyId: '', secretAccessKey: '' }));
  const access = openContextAccess({
    spec,
    access: shared,
    wall: ports.wall,
    configOf: (service, region) => ({ ...configOf(service, bare), region }),
    watch: (service, client) => client.middlewareStack.use(watch(service, bare)),
  });
  const own = access.credentials;
  const clients = openClients(setting('own', spec.region, own));
  const renewIdentity = async (): Promise<Identity> => {
    const answer = await clients.sts.send(new GetCallerIdentityCommand({}));
    const arn = answer.Arn ?? '';
    return { accountId: answer.Account ?? '', arn, partition: arn.split(':')[1] ?? 'aws' };
  };
  const identity = rememberSuccess(renewIdentity);
  const roles = new Map<string, () => Promise<Credentials>>();
  const places = new Map<string, DrsClient>();
  const setups = new Map<string, SetupClients>();
  const telemetries = new Map<string, TelemetryClients>();
  const senders = new Map<string, SendingClients>();
  /** Our own credentials in our own account, else those of the read role, shared by all clients of that account. */
  const readingIn = async ({ accountId }: DrsPlace): Promise<() => Promise<Credentials>> => {
    const us = await identity();
    if (accountId === us.accountId) return own;
    const role = roles.get(accountId) ?? assumedCredentials(clients.sts, readRoleArn(us.partition, accountId), ports.wall);
    roles.set(accountId, role);
    return role;
  };
  return {
    ...clients,
    spec,
    platform: options.platform,
    installationId: options.installationId,
    skew,
    access,
    identity,
    renewIdentity,
    async drs(place) {
      const key = `${place.accountId}/${place.region}`;
      const credentials = await readingIn(place);
      const client = places.get(key) ?? openDrs(setting(place.accountId, place.region, credentials));
      places.set(key, client);
      return client;
    },
    async telemetry(place) {
      const key = `${place.accountId}/${place.region}`;
      const credentials = await readingIn(place);
      const opened = telemetries.get(key) ?? openTelemetryClients(setting(place.accountId, place.region, credentials));
      telemetries.set(key, opened);
      return opened;
    },
    async setup(place) {
      const key = `${place.accountId}/${place.region}`;
      const us = await identity();
      const credentials =
        place.accountId === us.accountId
          ? own
          : assumedCredentials(clients.sts, setupRoleArn(us.partition, place.accountId), ports.wall);
      const opened = setups.get(key) ?? openSetupClients(setting(place.accountId, place.region, credentials));
      setups.set(key, opened);
      return opened;
    },
    sending(region) {
      const opened = senders.get(region) ?? openSendingClients(setting('own', region, own));
      senders.set(region, opened);
      return opened;
    },
    close() {
      closing.abort(new Error('the context was closed'));
      if (options.access === undefined) shared.stop();
      const opened = [clients, ...setups.values(), ...telemetries.values(), ...senders.values()].flatMap((each) =>
        Object.values(each),
      );
      for (const client of [...opened, ...places.values()]) client.destroy();
    },
  };
}

/** Calls `ask` until it succeeds once, then keeps its answer; callers at the same time share one call. */
function rememberSuccess<T>(ask: () => Promise<T>): () => Promise<T> {
  let held: Promise<T> | null = null;
  return () => {
    if (held !== null) return held;
    const asked = ask();
    held = asked;
    asked.catch(() => {
      held = null;
    });
    return asked;
  };
}
