import type { ErrorPattern } from '../../../../shared/domain/logs/error-pattern';
import type { ServiceTotals } from '../../aws/call-counts';
import { alerts } from './alerts';
import { api } from './api';
import type { Collector } from './collector';
import { executions } from './executions';
import { logPatterns } from './log-patterns';
import { messages } from './messages';
import { type Gauges, program } from './program';
import { replication } from './replication';
import { servers } from './servers';
import { sourceAges } from './source-ages';

/** Every family of metrics the console measures. To add one: its file, and a line here; its names in `shared/domain/metrics/console-metrics.ts`. */
export function allCollectors(inside: {
  readonly totals: () => readonly ServiceTotals[];
  readonly gauges: Gauges;
  readonly patterns: () => readonly ErrorPattern[];
}): readonly Collector[] {
  return [
    executions,
    servers,
    replication(),
    api(inside.totals),
    sourceAges,
    alerts,
    messages,
    logPatterns(inside.patterns),
    program(inside.gauges),
  ];
}
