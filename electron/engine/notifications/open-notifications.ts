import type { ConsoleEvent } from '../../../shared/domain/events';
import { planDeliveries } from '../../../shared/domain/notifications/plan/plan-deliveries';
import type { ContextId } from '../../../shared/domain/primitives';
import { ok } from '../../../shared/lib/result';
import type { AwsContext } from '../aws/aws-context';
import { type Carriers, openCarriers } from '../carriers/open-carriers';
import { followDeliveryLogs } from '../channels/receipts/log-receipts';
import { channelOf, channels } from '../channels/registry';
import type { ContextSpec, Core, EngineOptions } from '../engine-api';
import type { Journal } from '../journal/journal';
import type { Notifications } from '../notifications-api';
import { openOutbox } from '../outbox/open-outbox';
import type { PlanTrouble } from '../outbox/trouble-events';
import type { Ports } from '../ports';
import type { LiveView } from '../state/live-view';
import { customMessageId } from '../state/prepare';
import type { Recorder } from '../state/recorder';
import type { OpenedTemplates } from '../templates/open-templates';
import { createAwsFor } from './aws-for';
import { createChannelTools } from './channel-tools';
import { channelsIn } from './channels-in';
import { runChecks } from './checks/run-checks';
import { NOBODY, nobodyWarning } from './nobody-is-notified';
import type { OpenNotificationStore } from './notification-store';
import { watchPerformance } from './own-performance';
import { keptInRehearsal } from './rehearsal-only';
import { createTestSender } from './send-test';
import { templateFault } from './template-fault';
import { createFaultTeller } from './template-faults';
import { unseenHere } from './unseen-here';

export interface NotificationParts {
  readonly ports: Ports;
  readonly options: Pick<EngineOptions, 'rehearsal' | 'dataDir'>;
  readonly core: Core;
  readonly recorder: Recorder;
  readonly live: Pick<LiveView, 'warn' | 'unwarn' | 'setNotifying'>;
  readonly journal: Pick<Journal, 'outbox' | 'hasMessage'>;
  readonly store: OpenNotificationStore;
  readonly templates: OpenedTemplates;
  readonly makeId: () => string;
  readonly sources: { watched(): readonly ContextSpec[]; awsOf(contextId: ContextId): AwsContext | null };
}

/** Everything about notifying, running. */
export interface RunningNotifications extends Notifications {
  /** The ways on which files and heads leave this machine, with the settings of notifications. */
  readonly carriers: Carriers;
  /** To be called with everything that was committed, from the first commit on. */
  recorded(events: readonly ConsoleEvent[]): void;
  /** Lets what is on its way land; before the recorder stops recording. */
  stop(withinMs: number): Promise<void>;
}

/** Puts settings, templates, outbox and carriers together, and takes up what earlier sessions left. */
export function openNotifications(parts: NotificationParts): RunningNotifications {
  const { ports, core, recorder, live, journal, store, templates, makeId, sources } = parts;
  const rehearsal = parts.options.rehearsal !== null;
  const defaults = () => store.current().Defaults;
  const accountOf = (contextId: ContextId) => core.state().contexts[contextId]?.accountId ?? null;
  const awsFor = createAwsFor({ ...sources, accountOf, mayGuess: !rehearsal });
  const isComplete = () =>
    sources.watched().every(({ contextId }) => sources.awsOf(contextId) !== null && accountOf(contextId) !== null);
  const tools = createChannelTools({ ports, awsFor, settings: core.settings, defaults, rehearsal });
  const carriers = openCarriers({ channels: tools, dataDir: parts.options.dataDir, settings: store });
  const plan: PlanTrouble = (event, opening) =>
    planDeliveries({
      event,
      opening: opening === null ? null : { event: opening, at: opening.occurredAt, acknowledgedAt: null },
      settings: store.current(),
      now: ports.clock.now(),
      makeId,
    });
  const outbox = openOutbox({
    ports,
    recorder,
    tables: journal.outbox,
    store,
    renderer: templates.renderer,
    channelOf,
    tools,
    keptBack: (delivery, revealed) =>
      unseenHere(delivery, ports.notifier) ?? (rehearsal ? keptInRehearsal(delivery, revealed, { awsFor, isComplete }) : null),
    onFault: createFaultTeller({
      ports,
      settings: store.current,
      makeId,
      rehearsal,
      // Not within the sending that found it.
      owe: (events) => void setImmediate(() => recorder.owe(events)),
    }),
    plan,
    rehearsal,
    onChanged: live.setNotifying,
  });

  /** The first word on it is among the warnings of the start. */
  function look(): void {
    const warning = nobodyWarning(store.current(), rehearsal);
    if (warning === null) live.unwarn(NOBODY);
    else live.warn(warning);
  }
  outbox.start();
  const performance = watchPerformance({ ports, rehearsal, plan, owe: (events) => recorder.owe(events) });
  const receipts = followDeliveryLogs({
    outbox,
    awsFor,
    smsAccounts: () =>
      channelsIn(store.current()).flatMap(({ channel }) => {
        if (channel.Type !== 'SMS') return [];
        const { ContextId } = channel.Configuration;
        return [awsFor(ContextId === undefined ? {} : { contextId: ContextId })];
      }),
    ports,
  });

  return {
    store,
    outbox,
    carriers,
    templates: templates.store,
    async replace(next, etag, actor) {
      const replaced = await store.replace(next, etag, actor);
      if (!replaced.ok) return replaced;
      const { settings, event } = replaced.value;
      if (event !== null) recorder.owe([event], actor);
      look();
      return ok(settings);
    },
    checks: () =>
      runChecks(store.current(), {
        awsFor,
        ports: tools.ports,
        notifier: ports.notifier,
        value: store.value,
        templateFault: (templateId, channel) => templateFault(templateId, channel, defaults(), templates.store),
      }),
    isKnown: (customId) => journal.hasMessage(customMessageId(customId)),
    test: createTestSender({
      store,
      outbox,
      commit: core.commit,
      ports,
      makeId,
      rehearsal,
      keepDraft: templates.useDraft,
    }),
    recorded: outbox.recorded,
    async stop(withinMs) {
      performance.stop();
      receipts.stop();
      await outbox.stop(withinMs);
      for (const channel of channels) channel.close?.(tools);
      carriers.close();
      tools.http.close();
    },
  };
}
