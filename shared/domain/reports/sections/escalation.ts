import { z } from 'zod';
import type { Incident } from '../../alerting/incident';
import type { Figure, Row, TableBlock } from '../blocks';
import type { ReportWords, SectionKind } from '../section-kind';
import { averageOf, medianOf, mostOf, sharedTone } from './figures';
import { asksForAnswer, severityTones, untilAnswered } from './incident-times';
import { isOfPlans, ofPlans, periodField, periodical, plansField } from './settings';

const Configuration = z.looseObject({ ...periodical, ...ofPlans });

/** Whether people were reached: how soon incidents were answered, how far up they had to go, and which nobody answered. */
export const escalation: SectionKind<typeof Configuration> = {
  type: 'ESCALATION',
  Configuration,
  fields: [periodField, plansField],
  build({ configuration, sources, period, words }) {
    const asking: Incident[] = [];
    for (const one of sources.incidents(period))
      if (one.status !== 'MERGED' && asksForAnswer(one) && isOfPlans(configuration, one)) asking.push(one);
    if (asking.length === 0) return [{ kind: 'text', paragraphs: [words('escalation.none')] }];
    return [
      { kind: 'figures', figures: figuresOf(asking, words) },
      levelsTable(asking, words),
      unansweredTable(
        asking.filter(({ acknowledgedAt }) => acknowledgedAt === null),
        words,
      ),
    ];
  },
};

/** How many steps were asked: 0 where nobody was. A step that was asked again in a later round counts once. */
export function levelOf({ escalation: plan }: Pick<Incident, 'escalation'>): number {
  return (plan?.reached ?? []).reduce((most, { step }) => Math.max(most, step + 1), 0);
}

function figuresOf(asking: readonly Incident[], words: ReportWords): Figure[] {
  const times = asking.flatMap((one) => untilAnswered(one) ?? []);
  const share = times.length / asking.length;
  const none = times.length === 0 ? { note: words('escalation.nobodyAnswered') } : {};
  return [
    {
      label: words('escalation.answered'),
      value: share,
      unit: 'fraction',
      ...sharedTone(share),
      note: words('escalation.answeredNote', { answered: times.length, all: asking.length }),
    },
    { label: words('incidents.untilAnswered'), value: averageOf(times), unit: 'duration', ...none },
    { label: words('incidents.medianAnswered'), value: medianOf(times), unit: 'duration', ...none },
    { label: words('escalation.longest'), value: mostOf(times), unit: 'duration', ...none },
    {
      label: words('escalation.highest'),
      value: mostOf(asking.map(levelOf)),
      unit: 'count',
      note: words('escalation.highestNote'),
    },
  ];
}

function levelsTable(asking: readonly Incident[], words: ReportWords): TableBlock {
  const highest = mostOf(asking.map(levelOf)) ?? 0;
  const rows = Array.from({ length: highest + 1 }, (_, level): Row => {
    const its = asking.filter((one) => levelOf(one) === level);
    const times = its.flatMap((one) => untilAnswered(one) ?? []);
    return [
      level === 0 ? words('escalation.noStep') : words('escalation.step', { step: level }),
      its.length,
      times.length,
      its.length - times.length,
      averageOf(times),
    ];
  });
  return {
    kind: 'table',
    caption: words('escalation.levels'),
    columns: [
      { key: 'reached', title: words('column.reached'), kind: 'text', weight: 2 },
      { key: 'incidents', title: words('column.incidents'), kind: 'integer' },
      { key: 'answered', title: words('column.answered'), kind: 'integer' },
      { key: 'unanswered', title: words('column.unanswered'), kind: 'integer' },
      { key: 'until_answered', title: words('incidents.untilAnswered'), kind: 'duration' },
    ],
    count: rows.length,
    rows: () => rows,
    empty: words('escalation.none'),
  };
}

function unansweredTable(unanswered: readonly Incident[], words: ReportWords): TableBlock {
  return {
    kind: 'table',
    caption: words('escalation.unansweredCaption'),
    columns: [
      { key: 'number', title: words('column.number'), kind: 'integer', weight: 0.6 },
      { key: 'opened_at', title: words('column.opened'), kind: 'instant', weight: 1.5 },
      { key: 'severity', title: words('column.severity'), kind: 'status', tones: severityTones(words) },
      { key: 'title', title: words('column.title'), kind: 'text', weight: 3 },
      { key: 'status', title: words('column.status'), kind: 'text' },
      { key: 'steps', title: words('column.steps'), kind: 'integer', weight: 0.8 },
      { key: 'not_asked', title: words('column.notAsked'), kind: 'text', weight: 3 },
    ],
    count: unanswered.length,
    *rows(): Iterable<Row> {
      for (const one of unanswered)
        yield [
          one.number,
          one.openedAt,
          words(`severity.${one.severity}`),
          one.title,
          words(`incident.${one.status}`),
          levelOf(one),
          (one.escalation?.missed ?? []).map(({ text }) => text).join('; ') || null,
        ];
    },
    empty: words('escalation.allAnswered'),
  };
}
