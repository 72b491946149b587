import type { Instant } from '../primitives';
import type { DomainView } from '../reconcile/domain-view';
import type { Settings } from '../settings';
import type { ConsoleState } from '../state';
import type { OnCallWorld } from './on-call/world';
import type { IncidentHistory } from './recurrence';
import type { AlertingSettings } from './settings';

/** What every stage may look at beside the turn: reconciled truth after the commit, and how the operator wants it. */
export interface AlertWorld {
  readonly now: Instant;
  readonly view: DomainView;
  readonly state: ConsoleState;
  readonly alerting: AlertingSettings;
  /** Objectives, prices. */
  readonly settings: Settings;
  /** Who can be asked. */
  readonly onCall: OnCallWorld;
  readonly rehearsal: boolean;
  /** What happened before; absent: nothing is known of it. */
  readonly history?: IncidentHistory;
}
