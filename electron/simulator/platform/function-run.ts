import type { LogLine } from '../models/logs';

/** One invocation of one of the platform's Lambda functions, as CloudWatch learns of it. */
export interface FunctionRun {
  /** `dr-orch-sf`, `execution-handler`… */
  readonly suffix: string;
  /** Simulated epoch milliseconds. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** What the code printed. */
  readonly lines: readonly LogLine[];
  /** The invocation itself failed, which is not the same as an unhappy reply. */
  readonly isFailed: boolean;
}
