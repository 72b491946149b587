import type { ConsoleEvent } from '../../../../shared/domain/events';
import type { Labels } from '../../../../shared/domain/metrics/labels';
import type { Carrier } from '../../../../shared/domain/notifications/delivery';
import { ContextId, type Instant } from '../../../../shared/domain/primitives';
import type { Settings } from '../../../../shared/domain/settings';
import type { View } from '../../../../shared/domain/view';

/** Series of the console as a whole have this in place of a context. */
export const CONSOLE = ContextId.parse('console');

/** One value of one series. Values of what is counted are added up within a moment; of everything else the newest holds. */
export interface Measured {
  readonly name: string;
  readonly contextId: ContextId;
  readonly labels: Labels;
  /** Engine clock. */
  readonly atMs: number;
  readonly value: number;
  /** Counted at most once, whatever is told of it again. */
  readonly once?: string;
  /** Several may fall into one moment and count each: they are then a millisecond apart. */
  readonly apart?: true;
}

/** What a collector may look at beside the event. */
export interface Facts {
  readonly view: View;
  /** The event has just been recorded: the view shows the world as it was then. Otherwise it is read again after a restart. */
  readonly isNew: boolean;
  delivery(deliveryId: string): { readonly carrier: Carrier; readonly latencyMs: number | null; readonly test: boolean } | null;
}

/** What is looked at with each sample. */
export interface Moment {
  readonly view: View;
  readonly settings: Settings;
  readonly at: Instant;
  readonly atMs: number;
  /** Wall seconds since the sample before; null for the first. */
  readonly passedSeconds: number | null;
}

/** One family of metrics: what recorded events say, and what is looked at each minute of the engine's clock. */
export interface Collector {
  counted?(event: ConsoleEvent, facts: Facts): readonly Measured[];
  sampled?(moment: Moment): readonly Measured[];
}

/** A label where it is known. */
export function known(label: string, value: string | null | undefined): Labels {
  return value === null || value === undefined || value === '' ? {} : { [label]: value };
}
