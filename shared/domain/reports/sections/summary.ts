import { z } from 'zod';
import { rtoMet } from '../../metrics/derive/objectives-met';
import { successOf } from '../../metrics/derive/outcomes';
import type { Figure } from '../blocks';
import type { SectionKind } from '../section-kind';
import { executionsOf } from './executions';
import { sharedTone } from './figures';
import { objectivesOf } from './rto-rpo';
import { isOfPlans, ofPlans, ofTypes, periodField, periodical, plansField, typesField } from './settings';

const Configuration = z.looseObject({ ...periodical, ...ofPlans, ...ofTypes });

/** The period on one page: what was held, how it came out, what went wrong, and whether people were reached. */
export const summary: SectionKind<typeof Configuration> = {
  type: 'SUMMARY',
  Configuration,
  fields: [periodField, plansField, typesField],
  build(context) {
    const { sources, period, configuration, evaluation, words } = context;
    const executions = executionsOf(context);
    const { rate, succeeded, withLosses, failed } = successOf(executions);
    const kept = rtoMet(executions, objectivesOf(sources, executions));
    let [incidents, open, delivered, lost] = [0, 0, 0, 0];
    for (const one of sources.incidents(period)) {
      if (one.status === 'MERGED' || !isOfPlans(configuration, one)) continue;
      incidents += 1;
      if (one.status !== 'RESOLVED') open += 1;
    }
    for (const { state } of sources.deliveries(period)) {
      if (state === 'accepted' || state === 'delivered') delivered += 1;
      else if (state === 'failed' || state === 'expired') lost += 1;
    }
    const arrived = delivered + lost === 0 ? null : delivered / (delivered + lost);
    const ended = succeeded.length + withLosses.length + failed.length;
    const figures: Figure[] = [
      { label: words('metrics.count'), value: executions.length, unit: 'count' },
      {
        label: words('metrics.successRate'),
        value: rate,
        unit: 'fraction',
        ...sharedTone(rate),
        note: rate === null ? words('metrics.noneEnded') : words('metrics.successNote', { good: succeeded.length, all: ended }),
      },
      {
        label: words('objectives.rtoMet'),
        value: kept.share,
        unit: 'fraction',
        ...sharedTone(kept.share),
        note:
          kept.share === null
            ? words('objectives.nothingJudged', { count: kept.unjudged.length })
            : words('objectives.judged', {
                met: kept.met.length,
                all: kept.met.length + kept.missed.length,
                unjudged: kept.unjudged.length,
              }),
      },
      { label: words('incidents.count'), value: incidents, unit: 'count', note: words('incidents.openNote', { open }) },
      {
        label: words('delivery.share'),
        value: arrived,
        unit: 'fraction',
        ...sharedTone(arrived),
        note:
          arrived === null ? words('delivery.noneDecided') : words('delivery.shareNote', { delivered, all: delivered + lost }),
      },
      { label: words('audit.entries'), value: sources.countAudit(period, []), unit: 'count' },
      ...(evaluation === null
        ? []
        : [
            {
              label: words('summary.controls'),
              value: evaluation.totals.satisfied,
              unit: 'count' as const,
              note: words('summary.controlsNote', {
                partly: evaluation.totals.partly,
                not: evaluation.totals.not,
                open: evaluation.totals.notAssessed,
              }),
            },
          ]),
    ];
    return [{ kind: 'figures', figures }];
  },
};
