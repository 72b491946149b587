import type { SourceError } from '../../../shared/domain/health';
import type { ContextId } from '../../../shared/domain/primitives';
import type { PickedNames } from '../../../shared/domain/setup/picked-names';
import { removalOf } from '../../../shared/domain/setup/plan';
import { progressOf, type SetupProgress, wishesOf } from '../../../shared/domain/setup/progress';
import { templateOf } from '../../../shared/domain/setup/template';
import type { Home } from '../../../shared/domain/setup/wanted';
import { type Place, pickedBy, type SetupWishes } from '../../../shared/domain/setup/wishes';
import { isEqual } from '../../../shared/lib/equal';
import { err, ok, type Result } from '../../../shared/lib/result';
import type { AwsContext } from '../aws/aws-context';
import type { Core, SettingsError } from '../engine-api';
import type { History } from '../journal/history';
import type { Actor, Ports } from '../ports';
import { discover } from './discover';
import { listOurs } from './ours';
import { type PolicyDocuments, policiesFor } from './policies';
import { type SetupReport, type VerifyReport, verified } from './reports';
import { errorIn, notOpen, openRoom, type Room } from './room';
import { type PlanToRun, runPlan } from './run-plan';
import { placesToSearch, type Survey, surveyOf } from './survey';
import { verify } from './verify';

export interface AccountSetupOptions {
  readonly awsOf: (contextId: ContextId) => AwsContext | null;
  /** Asks the source that reads the queue to look at once. */
  readonly nudge: (contextId: ContextId) => void;
  readonly core: Pick<Core, 'state' | 'commit'>;
  readonly history: Pick<History, 'events'>;
  /** Has the sources of a context read what was picked by hand; null for what bears the usual names. */
  readonly pick: (contextId: ContextId, picked: PickedNames | null, actor: Actor) => Promise<Result<unknown, SettingsError>>;
  readonly ports: Pick<Ports, 'clock' | 'wall' | 'ids'>;
}

export type SetupError =
  | { readonly code: 'busy' | 'not-running' | 'not-recording' | 'not-abandoned'; readonly message: string }
  | { readonly code: 'aws'; readonly error: SourceError };
type Answer<T> = Promise<Result<T, SetupError>>;

/** Discovers, plans, makes, checks and removes what the console needs in an account. */
export interface AccountSetup {
  survey(contextId: ContextId, wishes: SetupWishes | null): Answer<Survey>;
  progress(contextId: ContextId): SetupProgress | null;
  /** Without wishes, those of the last set-up: so an interrupted one goes on. */
  apply(contextId: ContextId, wishes: SetupWishes | null, actor: Actor): Answer<SetupReport>;
  remove(contextId: ContextId, actor: Actor): Answer<SetupReport>;
  /** Ends what is under way after its present step; it can go on later. */
  cancel(contextId: ContextId, actor: Actor): Result<{ readonly message: string }, SetupError>;
  /** Removes the queue of an installation long gone, with what belongs to it. */
  removeOld(contextId: ContextId, queueName: string, actor: Actor): Answer<SetupReport>;
  verify(contextId: ContextId, actor: Actor): Answer<VerifyReport>;
  /** CloudFormation for a place; our own where none is named. */
  template(contextId: ContextId, place: Place | null): Answer<Record<string, unknown>>;
  /** IAM policies for this account, by task. */
  policies(contextId: ContextId): Answer<PolicyDocuments>;
}

const MOST_EVENTS = 500;

export function createAccountSetup({ awsOf, nudge, core, history, pick, ports }: AccountSetupOptions): AccountSetup {
  const busy = new Map<ContextId, AbortController>();
  const eventsOf = (contextId: ContextId) =>
    history
      .events({ subjects: [`setup:${contextId}`], contextId: null, before: null, limit: MOST_EVENTS })
      .map(({ event }) => event);
  const known = (contextId: ContextId) => ({ state: core.state(), events: eventsOf(contextId) });

  async function within<T>(contextId: ContextId, work: (room: Room) => Answer<T>): Answer<T> {
    const aws = awsOf(contextId);
    if (aws === null) return err({ code: 'aws', error: notOpen(contextId) });
    try {
      return await work(await openRoom(contextId, aws, ports));
    } catch (error) {
      return err({ code: 'aws', error: errorIn(aws, ports, error) });
    }
  }

  /** Like `within`, for work that changes something: one at a time in a context. */
  async function alone<T>(contextId: ContextId, work: (room: Room, signal: AbortSignal) => Answer<T>): Answer<T> {
    if (busy.has(contextId))
      return err({ code: 'busy', message: 'A set-up of this account is under way; wait until it has ended.' });
    const cancelling = new AbortController();
    busy.set(contextId, cancelling);
    try {
      return await within(contextId, (room) => work(room, cancelling.signal));
    } finally {
      busy.delete(contextId);
    }
  }

  const run = (plan: PlanToRun) => runPlan(plan, { core, ports, nudge });

  return {
    survey: (contextId, wishes) =>
      within(contextId, async (room) => {
        const { wanted: _, ...survey } = await surveyOf(room, wishes, known(contextId));
        return ok(survey);
      }),
    progress: (contextId) => progressOf(eventsOf(contextId)),
    apply: (contextId, given, actor) =>
      alone(contextId, async (room, signal) => {
        const { wishes, plan } = await surveyOf(room, given, known(contextId));
        const report = await run({ room, action: 'apply', wishes, actor, steps: plan, unread: [], signal });
        const names = pickedBy(wishes);
        if (!report.ok || report.value.outcome === 'cancelled' || isEqual(names, room.aws.platform.picked ?? null)) return report;
        // Last, because the context is opened anew when its names change.
        const picked = await pick(contextId, names, actor);
        if (!picked.ok) return err({ code: 'not-recording', message: picked.error.message });
        const read = `${names === null ? 'The usual names' : 'The names that were picked'} are read from now on.`;
        return ok({ ...report.value, message: `${report.value.message} ${read}` });
      }),
    remove: (contextId, actor) =>
      alone(contextId, async (room, signal) => {
        const { home, siteOf, explain } = room;
        const places = placesToSearch(room, known(contextId));
        const ours = await listOurs({ home, places, siteOf, explain });
        return run({ room, action: 'remove', actor, steps: removalOf(ours.resources), unread: ours.unread, signal });
      }),
    removeOld: (contextId, name, actor) =>
      alone(contextId, async (room, signal) => {
        const { aws, home, explain } = room;
        const site = await room.siteOf(home);
        const { oldQueues } = await discover({ aws, site, home, state: core.state(), contextId, explain });
        const old = oldQueues.items.find((queue) => queue.name === name);
        if (old === undefined)
          return err({ code: 'not-abandoned', message: `${name} is not among the queues that nobody has used for 30 days.` });
        const theirs: Home = { ...home, queueName: old.name, installationId: old.installation };
        const siteOf = room.siteFor(old.installation);
        const all = await listOurs({ home: theirs, places: [], siteOf, explain });
        return run({ room, action: 'clean-up', actor, steps: removalOf(all.resources), siteOf, unread: all.unread, signal });
      }),
    cancel(contextId, actor) {
      const under = busy.get(contextId);
      if (under === undefined) return err({ code: 'not-running', message: 'No set-up of this account is under way.' });
      under.abort(actor.id);
      return ok({ message: 'It ends when the step under way is done. What was done stays; repeating it goes on.' });
    },
    verify: (contextId, actor) =>
      alone(contextId, async (room, signal) => {
        const { home, siteOf, explain } = room;
        const { plan } = await surveyOf(room, null, known(contextId));
        const wanted = plan.filter(({ state }) => state !== 'remove');
        const site = await siteOf(home);
        const asked = {
          contextId,
          plan: wanted,
          site,
          state: core.state,
          nudge: () => nudge(contextId),
          wall: ports.wall,
          explain,
          signal,
        };
        const report = verified(await verify(asked));
        const { outcome, message } = report;
        core.commit([{ type: 'setup.verified', at: ports.clock.now(), contextId, outcome, message }], actor);
        return ok(report);
      }),
    template: (contextId, place) =>
      within(contextId, async (room) => {
        const { home } = room;
        const { wanted } = await surveyOf(room, null, known(contextId));
        const at = place ?? home;
        const here = wanted.filter(({ accountId, region }) => accountId === at.accountId && region === at.region);
        const description = `What the operations console needs in account ${at.accountId}, region ${at.region}`;
        return ok(templateOf(here, { description, installationId: home.installationId }));
      }),
    policies: (contextId) =>
      within(contextId, async ({ home, aws }) => {
        const picked = pickedBy(wishesOf(eventsOf(contextId))) ?? undefined;
        return ok(policiesFor(home, { ...aws.platform, picked }));
      }),
  };
}
