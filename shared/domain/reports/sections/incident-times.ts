import type { Incident } from '../../alerting/incident';
import type { Severity } from '../../notice';
import { msOf } from '../../primitives';
import type { Tone } from '../blocks';
import type { ReportWords } from '../section-kind';

/** Gravest first. */
export const SEVERITIES: readonly Severity[] = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFO'];

export function severityTones(words: ReportWords): Readonly<Record<string, Tone>> {
  const tones: Readonly<Record<Severity, Tone>> = {
    CRITICAL: 'bad',
    HIGH: 'bad',
    MEDIUM: 'warning',
    LOW: 'neutral',
    INFO: 'neutral',
  };
  return Object.fromEntries(SEVERITIES.map((severity) => [words(`severity.${severity}`), tones[severity]]));
}

/** Milliseconds until somebody took it; null while nobody has. */
export function untilAnswered({ openedAt, acknowledgedAt }: Incident): number | null {
  return acknowledgedAt === null ? null : Math.max(0, msOf(acknowledgedAt) - msOf(openedAt));
}

/** Milliseconds until it was over; null while it is not. */
export function untilResolved({ openedAt, resolvedAt }: Incident): number | null {
  return resolvedAt === null ? null : Math.max(0, msOf(resolvedAt) - msOf(openedAt));
}

/** Grave enough that somebody had to answer. */
export function asksForAnswer({ severity }: Pick<Incident, 'severity'>): boolean {
  return severity === 'CRITICAL' || severity === 'HIGH' || severity === 'MEDIUM';
}
