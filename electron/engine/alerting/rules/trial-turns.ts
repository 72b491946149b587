import type { Labels } from '../../../../shared/domain/alerting/labels';
import type { CompiledRule } from '../../../../shared/domain/alerting/rules/compile';
import { subjectText } from '../../../../shared/domain/alerting/rules/rule-words';
import type { Severity } from '../../../../shared/domain/notice';
import { type Instant, instantOf, msOf } from '../../../../shared/domain/primitives';
import type { Span, TriedOpening, TriedSeries } from './trial';

interface Turn {
  readonly at: Instant;
  readonly to: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  readonly labels: Labels;
  readonly severity: Severity;
  readonly value: number | null;
  readonly threshold: number | null;
}

/** Gathers what a trial of events or states turned, subject by subject. */
export interface TurnsBook {
  turn(fingerprint: string, turn: Turn): void;
  /** Everything that was gathered; what stands still is left open. */
  close(): TriedSeries[];
}

const SPARKS = 120;

export function createTurnsBook(rule: CompiledRule, span: Span): TurnsBook {
  const subjects = new Map<string, { readonly labels: Labels; readonly threshold: number; readonly openings: TriedOpening[] }>();
  const open = new Map<string, { readonly fromMs: number; readonly severity: Severity; peak: number | null }>();

  function ended(fingerprint: string, toMs: number | null): void {
    const held = open.get(fingerprint);
    const subject = subjects.get(fingerprint);
    if (held === undefined || subject === undefined) return;
    open.delete(fingerprint);
    subject.openings.push({ ...held, toMs, series: subjectText(subject.labels) || 'all', labels: subject.labels });
  }

  return {
    turn(fingerprint, { at, to, labels, severity, value, threshold }) {
      const held = subjects.get(fingerprint) ?? { labels, threshold: threshold ?? rule.judgement.threshold, openings: [] };
      subjects.set(fingerprint, held);
      const standing = open.get(fingerprint);
      if (to !== 'ALARM') ended(fingerprint, msOf(at));
      else if (standing === undefined) open.set(fingerprint, { fromMs: msOf(at), severity, peak: value });
      else standing.peak = Math.max(standing.peak ?? 0, value ?? 0);
    },
    close() {
      for (const fingerprint of [...open.keys()]) ended(fingerprint, null);
      return [...subjects.values()].map(({ labels, threshold, openings }) => ({
        series: subjectText(labels) || 'all',
        labels,
        openings,
        alarmSeconds: openings.reduce((sum, { fromMs, toMs }) => sum + ((toMs ?? span.toMs) - fromMs) / 1000, 0),
        unknownSeconds: 0,
        threshold,
        points: pointsOf(openings, span),
      }));
    },
  };
}

function pointsOf(openings: readonly TriedOpening[], { fromMs, toMs }: Span): TriedSeries['points'] {
  const stretchMs = Math.max(60_000, Math.ceil((toMs - fromMs) / SPARKS));
  return Array.from({ length: Math.ceil((toMs - fromMs) / stretchMs) }, (_, index) => {
    const atMs = fromMs + index * stretchMs;
    const alarm = openings.find((one) => one.fromMs < atMs + stretchMs && (one.toMs ?? toMs) > atMs);
    return { at: instantOf(atMs), value: alarm?.peak ?? null, alarm: alarm !== undefined };
  });
}
