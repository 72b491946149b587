import type { AlertBook } from '../../../../shared/domain/alerting/book';
import type { AlertOutcome } from '../../../../shared/domain/alerting/decide-alerts';
import { actionMessages } from '../../../../shared/domain/alerting/rules/action-messages';
import type { LintWorld } from '../../../../shared/domain/alerting/rules/lint';
import type { EventOf } from '../../../../shared/domain/events';
import type { NotificationSettings } from '../../../../shared/domain/notifications/defaults';
import type { Core } from '../../engine-api';
import type { Journal } from '../../journal/journal';
import type { Ports } from '../../ports';
import type { ToTell } from '../../state/commit';
import type { PointStore } from '../../telemetry/point-store';
import { createBacktests, type TryRule } from './backtests';
import type { RuleStore } from './rule-store';
import { openRunningRules, type RunningRules } from './running-rules';

/** Alert rules as handlers see them: `engine.inside.alertRules`. */
export interface AlertRules extends Pick<RunningRules, 'standings'> {
  readonly store: RuleStore;
  readonly backtest: TryRule;
  /** What rules are held against when they are checked. */
  world(): LintWorld;
}

/** The same, running. */
export interface OpenAlertRules extends AlertRules, RunningRules {
  /** What the actions of rules send because of a commit; to be recorded with it. */
  act(toTell: ToTell, outcome: Pick<AlertOutcome, 'events' | 'news'>, book: AlertBook): EventOf<'notification.raised'>[];
}

interface AlertRulesParts {
  readonly ports: Pick<Ports, 'clock' | 'wall' | 'log'>;
  readonly core: Pick<Core, 'view' | 'state' | 'settings' | 'commit'>;
  readonly store: RuleStore;
  readonly journal: Pick<Journal, 'replay' | 'commits' | 'lastSeq' | 'alerting'>;
  readonly points: PointStore;
  /** Defaults of messages. */
  readonly notifications: () => NotificationSettings;
  readonly rehearsal: boolean;
  /** For deliveries; sortable. */
  readonly makeId: () => string;
  /** Ids of what rules may name; null where nobody knows. */
  readonly policyIds: () => readonly string[] | null;
  readonly runbookIds: () => readonly string[] | null;
}

/** Rules, judging; and what is asked about them. */
export function openAlertRules(parts: AlertRulesParts): OpenAlertRules {
  const { ports, core, store, journal, points, notifications, rehearsal, makeId, policyIds, runbookIds } = parts;
  const running = openRunningRules({ ports, core, store, journal, points });
  return {
    ...running,
    store,
    backtest: createBacktests({ core, wall: ports.wall, points, journal }),
    act: (toTell, { events, news }, book) =>
      actionMessages({
        ...toTell,
        follows: events,
        news,
        book,
        rules: store.current(),
        settings: notifications(),
        makeId,
        rehearsal,
      }),
    world() {
      const { plans, contexts } = core.view();
      const { features } = core.settings();
      const known = Object.values(plans);
      return {
        // Before anything was read, no plan is unknown.
        plans: known.length === 0 ? null : known,
        contexts: Object.values(contexts),
        isOn: (feature) => features[feature],
        policyIds: policyIds(),
        runbookIds: runbookIds(),
        labelsOf: points.labelsOf,
      };
    },
  };
}
