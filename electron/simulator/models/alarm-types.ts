import type { MetricStat } from './metric-query';
import type { Place } from './metrics';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
export type Comparison =
  | 'GreaterThanThreshold'
  | 'GreaterThanOrEqualToThreshold'
  | 'LessThanThreshold'
  | 'LessThanOrEqualToThreshold';

type Stat = Omit<MetricStat, 'periodMs'>;

/** One metric, or several with an expression over them. */
export type AlarmSource =
  | ({ readonly kind: 'metric' } & Stat)
  | {
      readonly kind: 'math';
      readonly queries: readonly {
        readonly id: string;
        readonly stat: Stat | null;
        readonly expression: string;
        readonly isReturned: boolean;
      }[];
    };

export interface AlarmSettings {
  readonly description: string | null;
  readonly source: AlarmSource;
  readonly periodMs: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly threshold: number;
  readonly comparison: Comparison;
  readonly missing: 'missing' | 'notBreaching' | 'breaching' | 'ignore';
  /** ARNs to tell, by the state entered. */
  readonly actions: Readonly<Record<AlarmState, readonly string[]>>;
  /** The request's own fields, as DescribeAlarms repeats them. */
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface Alarm extends Place {
  readonly name: string;
  readonly arn: string;
  settings: AlarmSettings;
  actionsEnabled: boolean;
  state: AlarmState;
  reason: string;
  /** JSON text. */
  reasonData: string;
  /** Simulated epoch milliseconds. */
  stateUpdatedAt: number;
  configuredAt: number;
  readonly tags: Map<string, string>;
}

export interface AlarmHistoryItem extends Place {
  readonly alarm: string;
  readonly at: number;
  readonly kind: 'ConfigurationUpdate' | 'StateUpdate' | 'Action';
  readonly summary: string;
  readonly data: unknown;
}
