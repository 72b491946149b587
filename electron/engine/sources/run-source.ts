import { setMaxListeners } from 'node:events';
import { type ContextId, type Instant, msOf, type SourceId } from '../../../shared/domain/primitives';
import type { AwsContext, DrsPlace } from '../aws/aws-context';
import { type Priority, withPriority } from '../aws/priority';
import type { Core } from '../engine-api';
import type { Ports } from '../ports';
import { isBusy } from './activity';
import { attempt, type Outcome } from './attempt';
import { backoffMs, sourceBackoff } from './backoff';
import { watchClock } from './clock-warning';
import { concernedBy } from './nudges';
import { placeLabel } from './places';
import { createRest, type Rest } from './rest';
import type { Source } from './source';
import { type HealthKeeper, inSeconds, keepHealth } from './source-health';

/** Readings of one source are never closer than this: in wall time however fast a rehearsal runs, and on the engine's clock however often it is nudged. */
const minimum = { wallMs: 80, engineMs: 2_000 };
/** A gap between readings after which much may have happened unseen: the computer slept, AWS was out of reach. */
const gapMs = 20 * 60_000;
/** How often a resting source looks whether it may start (wall time). */
const restingWallMs = 2_000;
/** How often a source without use in its context looks whether that has changed (wall time). */
const idleWallMs = 60_000;

export interface RunSourceOptions {
  readonly source: Source;
  readonly place: DrsPlace | null;
  readonly aws: AwsContext;
  readonly core: Core;
  readonly ports: Ports;
  /** Asks other sources of the same context to read soon. */
  readonly nudge: (sources: ReadonlySet<SourceId>) => void;
  /** Called after a reading has recorded something. */
  readonly onRecorded: () => void;
}

export interface RunningSource {
  readonly key: string;
  readonly source: Source;
  /** Reads as soon as the minimum distance allows. A source that is backing off keeps to its wait. */
  nudge(): void;
  /** Aborts a reading under way and resolves when the source has ended. */
  stop(): Promise<void>;
}

/** Runs one source until stopped: read, record, report health, wait. Readings never overlap. */
export function runSource(options: RunSourceOptions): RunningSource {
  const { source, place, aws, core, ports } = options;
  const contextId = aws.spec.contextId;
  const key = keyOf(contextId, source.id, place, aws.spec.region);
  const title = place === null ? source.title : `${source.title} of ${placeLabel(place, aws.spec.region)}`;
  const stopping = new AbortController();
  // Requests of one reading may run side by side, and each listens.
  setMaxListeners(0, stopping.signal);
  const rest = createRest(ports, stopping.signal);
  const health = keepHealth({ key, contextId, source, title, core, ports });
  const ended = loop({ ...options, contextId, health, rest, signal: stopping.signal }).catch((error: unknown) => {
    ports.log.error({ source: key, error: String(error) }, 'a source ended unexpectedly');
  });
  return {
    key,
    source,
    nudge: rest.wake,
    async stop() {
      stopping.abort(new Error('the console stops'));
      await ended;
    },
  };
}

/** `contextId/sourceId`, with the account (and region where it is another one) for a source read per place. */
export function keyOf(contextId: ContextId, sourceId: SourceId, place: DrsPlace | null, region: string): string {
  return place === null ? `${contextId}/${sourceId}` : `${contextId}/${sourceId}/${placeLabel(place, region)}`;
}

interface Running extends RunSourceOptions {
  readonly contextId: ContextId;
  readonly health: HealthKeeper;
  readonly rest: Rest;
  readonly signal: AbortSignal;
}

async function loop(run: Running): Promise<void> {
  const { source, core, ports, signal } = run;
  let failures = 0;
  let since: Instant | null = null;
  while (!signal.aborted) {
    const because = source.restsBecause?.(core) ?? null;
    if (because !== null) {
      run.health.resting(because);
      await run.rest.wall(restingWallMs);
      continue;
    }
    const begun = ports.wall.monoMs();
    const at = ports.clock.now();
    const first = since === null || msOf(at) - msOf(since) > gapMs;
    const { contextId, aws, place } = run;
    const reading = { contextId, aws, core, ports, signal, at, place, since, first };
    const outcome = await withPriority(priorityOf(run), () => attempt(source, reading));
    if (outcome.kind === 'stopped') return;
    failures = outcome.kind === 'failed' ? failures + 1 : 0;
    if (outcome.kind === 'read') since = at;
    await settle(run, outcome, failures, ports.wall.monoMs() - begun);
  }
}

/** Sources of what hardly moves: they give way, whatever runs. */
const inventory: ReadonlySet<SourceId> = new Set<SourceId>(['sts-identity', 'dynamodb-plans', 'drs-source-servers']);

function priorityOf({ source, core, contextId }: Running): Priority {
  return !inventory.has(source.id) && isBusy(core.view(), contextId) ? 'running' : 'idle';
}

/** Reports health, tells the neighbours, and waits until the next reading is due. */
async function settle(
  run: Running,
  outcome: Exclude<Outcome, { kind: 'stopped' }>,
  failures: number,
  tookMs: number,
): Promise<void> {
  const { source, core, ports, contextId, place } = run;
  if (outcome.kind === 'failed') {
    const waitMs = backoffMs(failures, sourceBackoff, ports.random.unit(), outcome.retryAfterMs);
    run.health.failed(outcome.error, inSeconds(ports, (waitMs / 1000) * ports.clock.speed()));
    await run.rest.wall(waitMs);
    return;
  }
  if (outcome.restsBecause !== null) {
    run.health.resting(outcome.restsBecause);
    // A place without DRS has nothing that a nudge could be about.
    return outcome.nextSeconds === null ? run.rest.idle(idleWallMs) : run.rest.deaf(outcome.nextSeconds * 1000);
  }
  watchClock(run.aws, core);
  const every = outcome.nextSeconds ?? source.everySeconds({ view: core.view(), contextId, place, nowMs: ports.clock.nowMs() });
  // A tenth more or less keeps many consoles from reading in step.
  const seconds = every * (0.9 + 0.2 * ports.random.unit());
  run.health.read({ latencyMs: tookMs, everySeconds: every, unreadable: outcome.unreadable, nextAt: inSeconds(ports, seconds) });
  if (outcome.events.length > 0) {
    run.nudge(new Set(outcome.events.flatMap(concernedBy)));
    run.onRecorded();
  }
  await run.rest.engine(seconds * 1000, source.longPollSeconds === undefined ? leastWallMs(ports.clock.speed()) : 0);
}

/** Wall milliseconds between two readings at least, at this speed of the engine's clock. */
function leastWallMs(speed: number): number {
  return Math.max(minimum.wallMs, minimum.engineMs / Math.max(1, speed));
}
