import { DateTime } from 'luxon';
import { z } from 'zod';
import { evaluateFramework } from '../../frameworks/evaluate';
import type { ControlEvaluation, ControlResult } from '../../frameworks/evaluation';
import { type Instant, msOf } from '../../primitives';
import type { Block, Row, TableBlock, Tone } from '../blocks';
import type { ReportWords, SectionKind } from '../section-kind';
import { PeriodSetting, periodField } from './settings';

const Configuration = z.looseObject({
  Period: PeriodSetting.default('LAST_12_MONTHS'),
  /** Ids of controls; none is all. */
  Controls: z.array(z.string().max(60)).max(500).default([]),
  IncludeEvidence: z.boolean().default(true),
  IncludeExceptions: z.boolean().default(true),
});

const tones: Readonly<Record<ControlResult, Tone>> = {
  satisfied: 'good',
  partly: 'warning',
  not: 'bad',
  'not-assessed': 'neutral',
};

/** The framework's controls with their results, what each rests on, and what is missing. */
export const controlEvidence: SectionKind<typeof Configuration> = {
  type: 'CONTROL_EVIDENCE',
  Configuration,
  fields: [periodField, { name: 'IncludeEvidence', kind: 'boolean' }, { name: 'IncludeExceptions', kind: 'boolean' }],
  build({ configuration, evaluation: known, framework, sources, period, words }) {
    const isKnown = known !== null && known.period.from === period.from && known.period.to === period.to;
    const evaluation = isKnown || framework === null ? known : evaluateFramework(framework, sources, period);
    if (evaluation === null) return [{ kind: 'text', paragraphs: [words('controls.noFramework')] }];
    const { Controls, IncludeEvidence, IncludeExceptions } = configuration;
    const controls = evaluation.controls.filter(({ controlId }) => Controls.length === 0 || Controls.includes(controlId));
    const count = (result: ControlResult) => controls.filter((one) => one.result === result).length;
    const figure = (result: ControlResult) => ({
      label: words(`result.${result}`),
      value: count(result),
      unit: 'count' as const,
      ...(count(result) > 0 ? { tone: tones[result] } : {}),
    });
    return [
      {
        kind: 'text',
        paragraphs: [
          words('controls.about', {
            framework: `${evaluation.name} ${evaluation.version}`.trim(),
            from: dateOf(evaluation.period.from, 0, evaluation.period.zone),
            to: dateOf(evaluation.period.to, -1, evaluation.period.zone),
          }),
        ],
      },
      {
        kind: 'figures',
        figures: [figure('satisfied'), figure('partly'), figure('not'), figure('not-assessed')],
      },
      controlsTable(controls, words),
      ...(IncludeEvidence ? [evidenceTable(controls, words)] : []),
      ...(IncludeExceptions ? [exceptionsTable(controls, words)] : []),
      missingTable(controls, words),
    ] satisfies Block[];
  },
};

/** The day of a moment in a zone; `shiftMs` -1 for the last day before it. */
function dateOf(at: Instant, shiftMs: number, zone: string): string {
  return DateTime.fromMillis(msOf(at) + shiftMs, { zone }).toISODate() ?? at.slice(0, 10);
}

export function resultTones(words: ReportWords): Readonly<Record<string, Tone>> {
  const results: readonly ControlResult[] = ['satisfied', 'partly', 'not', 'not-assessed'];
  return Object.fromEntries(results.map((result) => [words(`result.${result}`), tones[result]]));
}

function tableOf(caption: string, columns: TableBlock['columns'], rows: readonly Row[], empty: string): TableBlock {
  return { kind: 'table', caption, columns, count: rows.length, rows: () => rows, empty };
}

function controlsTable(controls: readonly ControlEvaluation[], words: ReportWords): TableBlock {
  return tableOf(
    words('controls.caption'),
    [
      { key: 'control', title: words('column.control'), kind: 'text', weight: 0.9 },
      { key: 'title', title: words('column.title'), kind: 'text', weight: 2 },
      { key: 'asks', title: words('column.asks'), kind: 'text', weight: 3 },
      { key: 'result', title: words('column.result'), kind: 'status', weight: 1.1, tones: resultTones(words) },
      { key: 'reasons', title: words('column.reasons'), kind: 'text', weight: 3 },
    ],
    controls.map(({ controlId, title, asks, result, reasons }) => [
      controlId,
      title,
      asks,
      words(`result.${result}`),
      reasons.join(' '),
    ]),
    words('controls.none'),
  );
}

function evidenceTable(controls: readonly ControlEvaluation[], words: ReportWords): TableBlock {
  const rows = controls.flatMap(({ controlId, evidence }) =>
    evidence.map(
      ({ title, how, result, reasons, population }): Row => [
        controlId,
        title,
        how,
        words(`result.${result}`),
        reasons.join(' '),
        population?.size ?? null,
        population?.sampled ?? null,
        population?.exceptions.length ?? null,
      ],
    ),
  );
  return tableOf(
    words('controls.evidence'),
    [
      { key: 'control', title: words('column.control'), kind: 'text', weight: 0.9 },
      { key: 'evidence', title: words('column.evidence'), kind: 'text', weight: 1.8 },
      { key: 'how', title: words('column.how'), kind: 'text', weight: 2.6 },
      { key: 'result', title: words('column.result'), kind: 'status', weight: 1.1, tones: resultTones(words) },
      { key: 'reasons', title: words('column.reasons'), kind: 'text', weight: 2.6 },
      { key: 'population', title: words('column.population'), kind: 'integer', weight: 0.8 },
      { key: 'sampled', title: words('column.sampled'), kind: 'integer', weight: 0.8 },
      { key: 'exceptions', title: words('column.exceptions'), kind: 'integer', weight: 0.8 },
    ],
    rows,
    words('controls.noEvidence'),
  );
}

function exceptionsTable(controls: readonly ControlEvaluation[], words: ReportWords): TableBlock {
  const rows = controls.flatMap(({ controlId, evidence }) =>
    evidence.flatMap(({ title, population }) =>
      (population?.exceptions ?? []).map(({ what, at, why, auditSeq }): Row => [controlId, title, what, at, why, auditSeq]),
    ),
  );
  return tableOf(
    words('controls.exceptions'),
    [
      { key: 'control', title: words('column.control'), kind: 'text', weight: 0.9 },
      { key: 'evidence', title: words('column.evidence'), kind: 'text', weight: 1.6 },
      { key: 'what', title: words('column.what'), kind: 'text', weight: 2.2 },
      { key: 'at', title: words('column.at'), kind: 'instant', weight: 1.5 },
      { key: 'why', title: words('column.reason'), kind: 'text', weight: 2.6 },
      { key: 'audit_seq', title: words('column.seq'), kind: 'integer', weight: 0.7 },
    ],
    rows,
    words('controls.noExceptions'),
  );
}

function missingTable(controls: readonly ControlEvaluation[], words: ReportWords): TableBlock {
  const rows = controls.flatMap(({ controlId, missing }) =>
    missing.map(
      ({ what, who, attachedAs }): Row => [
        controlId,
        what,
        who,
        attachedAs.length > 0 ? words('controls.attached', { what: attachedAs.join(', ') }) : words('controls.notAttached'),
      ],
    ),
  );
  return tableOf(
    words('controls.missing'),
    [
      { key: 'control', title: words('column.control'), kind: 'text', weight: 0.9 },
      { key: 'what', title: words('column.what'), kind: 'text', weight: 3.5 },
      { key: 'who', title: words('column.who'), kind: 'text', weight: 1.5 },
      { key: 'attached', title: words('column.evidence'), kind: 'text', weight: 2 },
    ],
    rows,
    words('controls.nothingMissing'),
  );
}
