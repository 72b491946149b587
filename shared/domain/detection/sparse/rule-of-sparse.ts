import { z } from 'zod';
import type { Finding } from '../finding';
import type { RuleDraft } from '../rule-draft';
import { sparseMetrics } from './observation';
import { sayLength } from './say-duration';

/** What the subject of such a finding is made of: metric, context, execution, wave, server, phase. */
const Parts = z.tuple([
  z.enum(sparseMetrics),
  z.string(),
  z.string(),
  z.number().nullable(),
  z.string().nullable(),
  z.string().nullable(),
]);
const PREFIX = 'sparse:';

/**
 * An alert rule for a duration of a server that was unusual: the metric of the console, above what was expected. Null for what is none
 * (several servers, a share of failures), and for waves and whole recoveries, of which `wave-stuck` and the objectives have rules.
 */
export function ruleOfSparse({ subject, planName, severity, evidence, title }: Finding): RuleDraft | null {
  const parts = subject.startsWith(PREFIX) ? Parts.safeParse(jsonOf(subject.slice(PREFIX.length))).data : undefined;
  if (parts === undefined || evidence.expected === null || planName === null) return null;
  const [metric, contextId, , , serverId, phase] = parts;
  if (serverId === null) return null;
  const threshold = Math.ceil(evidence.expected.high / 10) * 10;
  const labels = { plan: planName, server: serverId, ...(phase === null ? {} : { phase }) };
  return {
    configuration: {
      AlertId: idOf([metric, planName, serverId, phase ?? '']),
      Name: `Longer than usual: ${title}`.slice(0, 200),
      Description: `Nine of ten earlier ones took less than ${sayLength(threshold)}.`,
      Enabled: true,
      Severity: severity,
      Conditions: {
        MetricName: metric,
        Labels: labels,
        Statistic: 'Maximum',
        Threshold: threshold,
        Operator: 'GREATER_THAN',
        Period: 300,
        EvaluationPeriods: 1,
        TreatMissingData: 'notBreaching',
      },
      Scope: { Contexts: [contextId] },
    },
    why: `It alerts when it took longer than ${sayLength(threshold)}. The metric is measured once it is over; what still goes on is told by findings only.`,
  };
}

function idOf(parts: readonly string[]): string {
  const words = parts.filter((part) => part !== '').join('-');
  return `longer-${words.replace(/[^A-Za-z0-9._:-]+/g, '-')}`.slice(0, 100);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
