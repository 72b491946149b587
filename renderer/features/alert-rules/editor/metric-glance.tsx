import type { ReactNode } from 'react';
import type { Conditions } from '../../../../shared/domain/alerting/rules/configuration';
import { Sparkline } from '../../../charts/sparkline';
import { valueWords } from '../../../charts/value-words';
import { t } from '../../../language/language';
import { useMetric } from '../../../store/use-metric';
import editing from '../../../ui/editing/editing.module.css';
import { unitOf } from '../rule-sentence';

const DAY_SECONDS = 86_400;

/** What the metric has been lately: the highest and the lowest of a day, so that a threshold is not guessed. */
export function MetricGlance({ conditions }: { conditions: Conditions }): ReactNode {
  const unit = unitOf(conditions);
  const { series, loading, problem } = useMetric({
    name: conditions.MetricName ?? '',
    ...(conditions.Labels === undefined ? {} : { labels: conditions.Labels }),
    range: { kind: 'last', seconds: DAY_SECONDS },
    contextId: null,
    aggregation: 'max',
    by: [],
  });
  const points = series[0]?.points ?? [];
  const values = points.map(({ value }) => value);
  if (loading) return <p className={editing.dim}>{t('alertRules.readingMetric')}</p>;
  if (problem !== null) return <p className={editing.dim}>{problem}</p>;
  if (values.length === 0) return <p className={editing.dim}>{t('alertRules.nothingMeasured')}</p>;
  return (
    <div className={editing.sectionHead}>
      <Sparkline values={values} width={220} height={32} />
      <span className={editing.dim}>
        {t('alertRules.lastDay', {
          now: valueWords(values.at(-1) ?? null, unit),
          highest: valueWords(Math.max(...values), unit),
          lowest: valueWords(Math.min(...values), unit),
        })}
      </span>
    </div>
  );
}
