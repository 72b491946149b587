import { SourceId } from '../../shared/domain/primitives';
import { err, ok, type Result } from '../../shared/lib/result';
import { createRefusals } from './access/refusals';
import { createAccounts } from './accounts/accounts';
import { platformActions } from './actions/platform-actions';
import { openOnCall } from './alerting/on-call/open-on-call';
import { withPeople } from './alerting/on-call/reveal-people';
import { openAlerting } from './alerting/open-alerting';
import { openReplies } from './alerting/replies/open-replies';
import { openAlertRules } from './alerting/rules/alert-rules';
import { withRuleActions } from './alerting/rules/rule-secrets';
import { openShelf } from './alerting/runbooks/shelf';
import { followInbox } from './audit/follow-inbox';
import { openAudit } from './audit/open-audit';
import { openAuditSearch } from './audit/search/open-search';
import type { OpenThread } from './detection/threads';
import type { Core, Engine, EngineInside, EngineOptions, StartError } from './engine-api';
import { openCompliance } from './frameworks/open-compliance';
import { createProcessGauges, type ProcessGauges } from './metrics/gauges';
import { openMetrics } from './metrics/open-metrics';
import { createNativeAlerts } from './notices/native';
import { createDeliveryIds } from './notifications/delivery-ids';
import { openNotifications } from './notifications/open-notifications';
import { notifiedBy } from './notified-by';
import { openStore, type Store } from './open-store';
import { openUnusual } from './open-unusual';
import type { Ports } from './ports';
import { createReplays } from './replay/replays';
import { createRoad, type Road } from './road';
import { createAbsence } from './session/absence';
import { endedWithin } from './session/ended-within';
import { startPulse } from './session/pulse';
import { createSession, type Session } from './session/session';
import { sessionStarted } from './session/session-events';
import { createChangeSettings } from './settings/change-settings';
import { createAccountSetup } from './setup/account-setup';
import { withPicked } from './setup/pick-names';
import { sources as registry } from './sources/registry';
import { startSources } from './sources/start-sources';
import { asNamed } from './sources/watch-list';
import { TROUBLE } from './state/trouble-warning';
import { openTelemetry } from './telemetry/telemetry';
import { openReportsFile } from './training/reports-file';
import { createTraining } from './training/training';

/** What a test may put in another's place. */
export interface EngineParts {
  readonly startSources: typeof startSources;
  /** Where detectors run; as shipped where absent. */
  readonly openThread?: () => OpenThread;
}

/**
 * Composition root: opens what lies in the data directory, records the start, and keeps sources, alerts and conclusions running until
 * stopped. The host has locked the directory (`journal/lock.ts`). What AWS refuses is no start error: health tells of it.
 */
export async function createEngine(
  ports: Ports,
  options: EngineOptions,
  parts: EngineParts = { startSources },
): Promise<Result<Engine, StartError>> {
  const store = await openStore(ports, options, (events, actor) => road.recorder.owe(events, actor));
  if (!store.ok) return err(store.error);
  const session = createSession(ports, options, () => road.core.view().sources);
  const gauges = createProcessGauges(store.value.journal.lastSeq);
  const road = createRoad(ports, options, { ...store.value, journal: gauges.timed(store.value.journal) }, session);
  return ok(run(ports, options, store.value, session, road, gauges, parts));
}

function recordStart(road: Road, session: Session, store: Store, options: EngineOptions): void {
  const { setAside } = store;
  road.recorder.owe([
    sessionStarted(store.restored.state, session, options),
    ...(setAside === null ? [] : [{ type: 'database.set-aside' as const, at: session.startedAt, ...setAside }]),
  ]);
}

/** Whoever names a context on the command line wants it watched, whatever was chosen before. */
function keepNamed(options: EngineOptions, core: Core, changeSettings: EngineInside['changeSettings']): void {
  const named = asNamed(options.contexts, core.settings());
  if (named !== core.settings()) void changeSettings(named, { id: 'engine', role: 'admin', host: options.host });
}

/** `stop` must leave the host time to answer within the five seconds a supervisor grants. */
const SOURCES_END_WITHIN_MS = 3_000;
/** Messages on their way may land for so long. */
const MESSAGES_LAND_WITHIN_MS = 2_500;

function run(
  ports: Ports,
  options: EngineOptions,
  store: Store,
  session: Session,
  road: Road,
  gauges: ProcessGauges,
  parts: EngineParts,
): Engine {
  const { core, recorder, live, feed } = road;
  const { clock, wall, log } = ports;
  const { tokens, settings } = store;
  const makeId = createDeliveryIds(ports.ids, wall);
  const notifications = openNotifications({
    ports,
    options,
    core,
    recorder,
    live,
    journal: store.journal,
    store: withRuleActions(withPeople(store.notifications, store.onCall), store.alertRules, store.notifications),
    templates: store.templates,
    makeId,
    sources: { watched: () => sources.watched(), awsOf: (contextId) => sources.awsOf(contextId) },
  });
  const rehearsal = options.rehearsal !== null;
  const telemetry = openTelemetry(options, ports, {
    history: store.journal.history,
    warn: core.warn,
    lastSeq: store.journal.lastSeq,
    calls: () => sources.scheduler.counts.list(),
  });
  const metrics = openMetrics({
    ports,
    options,
    core,
    journal: store.journal,
    points: telemetry.points,
    totals: () => sources.scheduler.counts.totals(),
    gauges,
    patterns: () => telemetry.logs.patterns.list(null, clock.nowMs()),
  });
  const onCall = openOnCall({
    ports,
    rehearsal,
    store: store.onCall,
    feedFile: store.onCallFeeds,
    notifications: store.notifications.current,
    owe: recorder.owe,
    book: () => alerting.book,
    isRecording: () => !(core.view().engine.engine?.warnings ?? []).some(({ code }) => code === TROUBLE),
  });
  const alerting = openAlerting({
    ports,
    options,
    tables: store.journal.alerting,
    settings: store.alerting,
    core,
    onCall: onCall.world,
    tick: () => recorder.tick(),
    onCounted: live.setAlerting,
  });
  const runbooks = openShelf({ dataDir: options.dataDir, log: ports.log });
  const unusual = openUnusual({ ports, options, store, road, points: telemetry.points, openThread: parts.openThread?.() });
  const alertRules = openAlertRules({
    ports,
    core,
    store: store.alertRules,
    journal: store.journal,
    points: telemetry.points,
    notifications: store.notifications.current,
    rehearsal,
    makeId,
    policyIds: () => store.onCall.current().policies.map(({ id }) => id),
    runbookIds: () => runbooks.all().map(({ runbook }) => runbook.runbookId),
  });
  const followers = [alertRules, alerting, notifications, metrics];
  road.notifyBy(notifiedBy({ store, rehearsal, makeId, alerting, alertRules, followers }));
  const audit = openAudit({ ports, options, tables: store.journal.audit, core, recorder, live });
  const auditSearch = openAuditSearch({ dataDir: options.dataDir, journal: options.journal ?? 'journal.sqlite', ports });
  recordStart(road, session, store, options);
  onCall.start();
  const replies = openReplies({
    ports,
    core,
    book: alerting.book,
    store: store.notifications,
    host: options.host,
    rehearsal,
  });
  replies.start();
  const sources = parts.startSources({ core, ports, options, sources: [...registry, ...telemetry.sources] });
  const readAnew = () => {
    for (const { contextId } of sources.watched()) for (const sourceId of SourceId.options) sources.nudge(contextId, sourceId);
  };
  const absence = createAbsence({ ports, session, owe: recorder.owe, catchUp: readAnew });
  const refusals = createRefusals({ host: options.host, clock, wall, record: (event) => recorder.owe([event]) });
  const alerter = createNativeAlerts({ ports, settings: core.settings, record: recorder.owe, warn: core.warn });
  feed.onPublished(alerter.look);
  alerter.look(core.view());
  const unfollow = clock.onChange(live.refresh);
  const change = createChangeSettings({ store: settings, contexts: () => core.state().contexts, clock, owe: recorder.owe });
  const changeSettings: typeof change = async (next, actor) => {
    const changed = await change(next, actor);
    if (changed.ok) sources.follow(changed.value);
    return changed;
  };
  keepNamed(options, core, changeSettings);
  const training = createTraining({
    ports,
    rehearsal: options.rehearsal,
    history: store.journal.history,
    lastSeq: store.journal.lastSeq,
    owe: recorder.owe,
    reports: openReportsFile(options.dataDir, ports.wall.now(), log),
  });
  const { carriers } = notifications;
  const compliance = openCompliance({ store, carriers, audit, core, ports, options });
  const inbox = followInbox({ dataDir: options.dataDir, ports, commit: core.commit });
  const pulse = startPulse(ports, () => {
    inbox.look();
    auditSearch.look();
    compliance.look();
    training.tick();
    absence.look();
    recorder.tick();
    live.refresh();
  });

  async function stop(reason: string): Promise<void> {
    pulse.stop();
    unfollow();
    alerter.stop();
    replies.stop();
    alerting.stop();
    alertRules.stop();
    const farewell = onCall.stop();
    const ending = Promise.all([
      sources.stop(),
      notifications.stop(MESSAGES_LAND_WITHIN_MS),
      farewell,
      unusual.stop(),
      compliance.stop(),
      auditSearch.stop(),
    ]);
    const inTime = await endedWithin(SOURCES_END_WITHIN_MS, wall, ending);
    if (!inTime) log.warn({}, 'not every source ended in time');
    metrics.stop();
    gauges.stop();
    telemetry.close();
    refusals.flush();
    await training.stop();
    await tokens.flush();
    recorder.owe([{ type: 'session.stopped', at: clock.now(), sessionId: session.id, reason }]);
    await audit.stop();
    road.checkpointer.save();
    road.close();
    feed.close();
    store.journal.close();
  }

  let stopping: Promise<void> | null = null;
  return {
    ...core,
    ports,
    options,
    subscribe: gauges.counted(feed.subscribe),
    verifyToken: tokens.verify,
    firstToken: tokens.first,
    refused: refusals.note,
    woke: absence.woke,
    onView: feed.onPublished,
    isStopping: () => stopping !== null,
    stop(reason) {
      stopping ??= stop(reason);
      return stopping;
    },
    inside: {
      history: store.journal.history,
      replays: createReplays({ journal: store.journal, core, ports, options, sessionId: session.id }),
      setup: createAccountSetup({
        awsOf: sources.awsOf,
        nudge: (contextId) => sources.nudge(contextId, 'sqs-messages'),
        core,
        history: store.journal.history,
        pick: (contextId, picked, actor) => changeSettings(withPicked(core.settings(), contextId, picked), actor),
        ports,
      }),
      tokens,
      owe: recorder.owe,
      awsOf: sources.awsOf,
      nudge: sources.nudge,
      accounts: createAccounts({ core, ports, sources }),
      telemetry,
      act: platformActions({ awsOf: sources.awsOf, nudge: sources.nudge, ports }),
      changeSettings,
      notifications,
      training,
      boards: store.boards,
      alerting,
      alertRules,
      runbooks,
      onCall,
      findings: unusual.findings,
      detection: unusual.detection,
      prediction: unusual.prediction,
      ...compliance.inside,
      audit,
      auditSearch,
    },
  };
}
