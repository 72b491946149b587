/** Durations of drills, by the names of the metrics list. */
export const sparseMetrics = ['PhaseDuration', 'WaveDuration', 'ServerRecoveryDuration', 'RecoveryTime'] as const;
export type SparseMetric = (typeof sparseMetrics)[number];

/** How long something took, or has taken so far. */
export interface DurationObservation {
  readonly metric: SparseMetric;
  readonly contextId: string;
  readonly planName: string;
  readonly executionId: string;
  /** Start of the execution, milliseconds since 1970: all of one drill is of one moment. */
  readonly executionAtMs: number;
  /** Null where the metric has none: of the whole execution, of a wave. */
  readonly waveNumber: number | null;
  readonly phase: string | null;
  readonly serverId: string | null;
  readonly seconds: number;
  /** False while it goes on, and where something else cut it short: then it takes at least `seconds`. */
  readonly isOver: boolean;
}

/** One launch of one server that came to an end. */
export interface LaunchAttempt {
  readonly contextId: string;
  readonly executionId: string;
  readonly executionAtMs: number;
  readonly failed: boolean;
  /** What it may share with others: plan, wave, server, subnet, instanceType, agentVersion. */
  readonly groups: Readonly<Record<string, string>>;
}

/** Launches of one group within one execution. */
export interface LaunchTally {
  readonly contextId: string;
  readonly executionId: string;
  readonly executionAtMs: number;
  /** Which group: `subnet`, `subnet-0a`. */
  readonly dimension: string;
  readonly value: string;
  readonly attempts: number;
  readonly failures: number;
}

/** What is thought of one observation. */
export interface SparseJudgement {
  /** 0 to 1, as of the detector: how seldom something this strange comes. 0 where too little is known. */
  readonly score: number;
  /** Chance of something at least this far off, 0 to 1. */
  readonly tail: number;
  readonly direction: 'longer' | 'shorter' | 'more' | 'fewer';
  /** Where nine of ten lie; seconds, or a share of failures. Null where too little is known. */
  readonly expected: { readonly low: number; readonly high: number } | null;
  /** The usual value. */
  readonly usual: number | null;
  /** Past executions it is compared with. */
  readonly executions: number;
  /** Whether enough is known to say anything. */
  readonly enough: boolean;
  /** What speaks for it, a sentence each. */
  readonly facts: readonly string[];
}
