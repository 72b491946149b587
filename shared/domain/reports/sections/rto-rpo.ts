import { z } from 'zod';
import { type Kept, type PointMeasured, rpoMet, rtoMet } from '../../metrics/derive/objectives-met';
import { outcomeOf } from '../../metrics/derive/outcomes';
import type { Objective } from '../../objectives';
import type { Execution } from '../../view';
import type { Block, Figure, TableBlock, Tone } from '../blocks';
import type { ReportWords, SectionKind } from '../section-kind';
import type { ReportSources } from '../sources';
import { durationOf, executionsOf, outcomeTones, outcomeWords, planOf } from './executions';
import { mostOf, sharedTone } from './figures';
import { isOfPlans, ofPlans, ofTypes, periodField, periodical, plansField, typesField } from './settings';

const Configuration = z.looseObject({ ...periodical, ...ofPlans, ...ofTypes });
const MINUTE_MS = 60_000;

/** Recovery times and recovery points achieved, held against what was promised for each plan. */
export const rtoRpo: SectionKind<typeof Configuration> = {
  type: 'RTO_RPO',
  Configuration,
  fields: [periodField, plansField, typesField],
  build(context) {
    const { configuration, sources, period, words } = context;
    const executions = executionsOf(context);
    const points = [...sources.recoveryPoints(period)].filter((point) => isOfPlans(configuration, point));
    if (executions.length === 0 && points.length === 0) return [{ kind: 'text', paragraphs: [words('executions.none')] }];
    const promised = objectivesOf(sources, [...executions, ...points]);
    const times = rtoMet(executions, promised);
    const behind = rpoMet(points, promised);
    return [
      { kind: 'figures', figures: [...timeFigures(times, executions, words), ...pointFigures(behind, points, words)] },
      timesTable(times, executions, sources, words),
      pointsTable(behind, points, namesOf(executions, sources), sources, words),
    ];
  },
};

/** Objectives of all plans that occur, in the form in which they are judged. */
export function objectivesOf(
  sources: Pick<ReportSources, 'objectiveOf'>,
  things: readonly { readonly planId: string | null }[],
): { readonly objectives: { default: Objective; plans: (Objective & { planId: string })[] } } {
  const ids = new Set(things.flatMap(({ planId }) => planId ?? []));
  return {
    objectives: {
      default: sources.objectiveOf(null),
      plans: [...ids].map((planId) => ({ ...sources.objectiveOf(planId), planId })),
    },
  };
}

function shareFigure(label: string, kept: Kept<unknown>, words: ReportWords): Figure {
  const judged = kept.met.length + kept.missed.length;
  return {
    label: words(label),
    value: kept.share,
    unit: 'fraction',
    ...sharedTone(kept.share),
    note:
      kept.share === null
        ? words('objectives.nothingJudged', { count: kept.unjudged.length })
        : words('objectives.judged', { met: kept.met.length, all: judged, unjudged: kept.unjudged.length }),
  };
}

function timeFigures(times: Kept<Execution>, executions: readonly Execution[], words: ReportWords): Figure[] {
  const succeeded = executions.filter((one) => outcomeOf(one) === 'succeeded').flatMap((one) => durationOf(one) ?? []);
  return [
    shareFigure('objectives.rtoMet', times, words),
    {
      label: words('objectives.longest'),
      value: mostOf(succeeded),
      unit: 'duration',
      note: words(succeeded.length === 0 ? 'objectives.noneRecovered' : 'objectives.longestNote'),
    },
  ];
}

function pointFigures(behind: Kept<PointMeasured>, points: readonly PointMeasured[], words: ReportWords): Figure[] {
  return [
    shareFigure('objectives.rpoMet', behind, words),
    {
      label: words('objectives.furthest'),
      value: mostOf(points.map(({ seconds }) => seconds * 1000)),
      unit: 'duration',
      note: words(points.length === 0 ? 'objectives.noPoints' : 'objectives.furthestNote'),
    },
  ];
}

function verdictOf<T>(kept: Kept<T>, words: ReportWords): (thing: T) => string | null {
  const [met, missed, unjudged] = [new Set(kept.met), new Set(kept.missed), new Set(kept.unjudged)];
  return (thing) =>
    met.has(thing)
      ? words('objectives.met')
      : missed.has(thing)
        ? words('objectives.missed')
        : unjudged.has(thing)
          ? words('objectives.unjudged')
          : null;
}

function verdictTones(words: ReportWords): Readonly<Record<string, Tone>> {
  return {
    [words('objectives.met')]: 'good',
    [words('objectives.missed')]: 'bad',
    [words('objectives.unjudged')]: 'neutral',
  };
}

const minutes = (value: number | null): number | null => (value === null ? null : value * MINUTE_MS);

function timesTable(
  kept: Kept<Execution>,
  executions: readonly Execution[],
  sources: Pick<ReportSources, 'objectiveOf'>,
  words: ReportWords,
): TableBlock {
  const verdict = verdictOf(kept, words);
  return {
    kind: 'table',
    caption: words('objectives.times'),
    columns: [
      { key: 'started_at', title: words('column.started'), kind: 'instant', weight: 1.6 },
      { key: 'plan', title: words('column.plan'), kind: 'text', weight: 2 },
      { key: 'type', title: words('column.type'), kind: 'text' },
      { key: 'outcome', title: words('column.outcome'), kind: 'status', tones: outcomeTones(words) },
      { key: 'recovery_time', title: words('column.recoveryTime'), kind: 'duration' },
      { key: 'objective', title: words('column.rto'), kind: 'duration' },
      { key: 'result', title: words('column.result'), kind: 'status', tones: verdictTones(words) },
      { key: 'execution_id', title: words('column.executionId'), kind: 'text', weight: 2 },
    ],
    count: executions.length,
    *rows() {
      for (const one of executions)
        yield [
          one.startedAt,
          planOf(one, words),
          one.executionType,
          outcomeWords(outcomeOf(one), words),
          durationOf(one),
          minutes(sources.objectiveOf(one.planId).rtoMinutes),
          verdict(one),
          one.executionId,
        ];
    },
    empty: words('executions.none'),
    note: words('objectives.timesNote'),
  };
}

/** What people call the servers that took part. */
function namesOf(executions: readonly Execution[], sources: Pick<ReportSources, 'participants'>): ReadonlyMap<string, string> {
  return new Map(
    executions.flatMap(({ executionId }) =>
      sources.participants(executionId).map((one): [string, string] => [one.sourceServerId, one.serverName]),
    ),
  );
}

function pointsTable(
  kept: Kept<PointMeasured>,
  points: readonly PointMeasured[],
  names: ReadonlyMap<string, string>,
  sources: Pick<ReportSources, 'objectiveOf'>,
  words: ReportWords,
): Block {
  const verdict = verdictOf(kept, words);
  return {
    kind: 'table',
    caption: words('objectives.points'),
    columns: [
      { key: 'at', title: words('column.launchBegan'), kind: 'instant', weight: 1.6 },
      { key: 'plan', title: words('column.plan'), kind: 'text', weight: 2 },
      { key: 'server', title: words('column.server'), kind: 'text', weight: 1.6 },
      { key: 'server_id', title: words('column.serverId'), kind: 'text', weight: 1.8 },
      { key: 'recovery_point', title: words('column.behind'), kind: 'duration' },
      { key: 'objective', title: words('column.rpo'), kind: 'duration' },
      { key: 'result', title: words('column.result'), kind: 'status', tones: verdictTones(words) },
    ],
    count: points.length,
    *rows() {
      for (const one of points)
        yield [
          one.at,
          one.planName,
          names.get(one.server) ?? one.server,
          one.server,
          one.seconds * 1000,
          minutes(sources.objectiveOf(one.planId).rpoMinutes),
          verdict(one),
        ];
    },
    empty: words('objectives.noPoints'),
    note: words('objectives.pointsNote'),
  };
}
