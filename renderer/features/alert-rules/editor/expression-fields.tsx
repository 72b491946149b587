import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { metricList } from '../../../../shared/domain/capacity/metric-list';
import { t } from '../../../language/language';
import editing from '../../../ui/editing/editing.module.css';
import { withField } from '../rule-mode';
import type { ConditionsFieldsProps } from './conditions-fields';
import { StatisticSelect, Threshold } from './metric-fields';

/** Several metrics, each with a short name, and what is reckoned of them. */
export function ExpressionFields(props: ConditionsFieldsProps): ReactNode {
  const { conditions, errorOf, disabled, onChange } = props;
  const metrics = Object.entries(conditions.Metrics ?? {});
  const set = (next: typeof metrics): void => onChange(withField(conditions, 'Metrics', Object.fromEntries(next)));
  return (
    <>
      {metrics.map(([name, metric], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: its name is what is being written
        <div key={index} className={editing.line}>
          <TextInput
            size="xs"
            w={110}
            label={t('alertRules.shortName')}
            value={name}
            disabled={disabled}
            error={errorOf(`Conditions.Metrics.${name}`)}
            onChange={(event) => {
              const next = event.currentTarget.value;
              if (next !== '' && metrics.every(([other], at) => at === index || other !== next))
                set(metrics.map((one, at) => (at === index ? [next, metric] : one)));
            }}
          />
          <Select
            size="xs"
            className={editing.grow ?? ''}
            label={t('alertRules.metric')}
            searchable
            allowDeselect={false}
            data={metricList.map((one) => one.name).sort()}
            value={metric.MetricName}
            disabled={disabled}
            error={errorOf(`Conditions.Metrics.${name}.MetricName`)}
            onChange={(next) =>
              set(metrics.map((one, at) => (at === index ? [name, withField(metric, 'MetricName', next ?? undefined)] : one)))
            }
          />
          <StatisticSelect
            value={metric.Statistic}
            disabled={disabled}
            onChange={(next) =>
              set(metrics.map((one, at) => (at === index ? [name, withField(metric, 'Statistic', next)] : one)))
            }
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            mb={2}
            disabled={disabled}
            aria-label={t('alertRules.removeMetric', { name })}
            onClick={() => set(metrics.filter((_, at) => at !== index))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          size="compact-xs"
          variant="default"
          disabled={disabled}
          onClick={() => {
            let number = metrics.length + 1;
            while (metrics.some(([name]) => name === `m${number}`)) number += 1;
            set([...metrics, [`m${number}`, { MetricName: 'ExecutionsStarted' }]]);
          }}
        >
          {t('alertRules.addMetric')}
        </Button>
      </div>
      <TextInput
        size="xs"
        label={t('alertRules.expression')}
        description={t('alertRules.expressionText')}
        placeholder="m1 / m2 * 100"
        value={conditions.Expression ?? ''}
        disabled={disabled}
        error={errorOf('Conditions.Expression')}
        onChange={(event) => onChange(withField(conditions, 'Expression', event.currentTarget.value))}
      />
      <Threshold {...props} />
    </>
  );
}
