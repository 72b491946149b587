import { Select, Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DetectionReport } from '../../../../shared/contract/findings';
import type { FindingPolicy } from '../../../../shared/domain/detection/settings';
import { Severity } from '../../../../shared/domain/notice';
import { t } from '../../../language/language';
import { NumberField } from '../../../ui/editing/number-field';
import { familyWords } from '../../../ui/findings/finding-words';
import { formatNumber } from '../../../ui/format';
import table from '../../../ui/plain-table.module.css';
import classes from './detector.module.css';

type Family = DetectionReport['families'][number];

interface FamiliesTableProps {
  readonly families: readonly Family[];
  readonly policyOf: (family: Family) => FindingPolicy;
  readonly readOnly: boolean;
  readonly onChange: (policy: FindingPolicy) => void;
}

const alertsWhen = ['never', 'lasting', 'always'] as const;
const AS_FOUND = 'as-found';

/** What is watched, by what it is about: what it found and what people said of it, and which of it becomes an alert. */
export function FamiliesTable({ families, policyOf, readOnly, onChange }: FamiliesTableProps): ReactNode {
  return (
    <section>
      <h2 className={classes.title}>{t('findings.policies')}</h2>
      <p className={classes.dim}>{t('findings.policiesText')}</p>
      <table className={`${table.table} ${classes.table}`}>
        <caption hidden>{t('findings.policies')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('findings.isWatched')}</th>
            <th scope="col">{t('findings.colFamily')}</th>
            {(['series', 'learning', 'open', 'found', 'alerted', 'useful', 'notUseful'] as const).map((column) => (
              <th key={column} scope="col" className={table.number}>
                {t(`findings.count:${column}`)}
              </th>
            ))}
            <th scope="col">{t('findings.becomesAlert')}</th>
            <th scope="col">{t('findings.severity')}</th>
          </tr>
        </thead>
        <tbody>
          {families.map((one) => {
            const policy = policyOf(one);
            return (
              <tr key={one.family}>
                <td>
                  <Switch
                    size="xs"
                    aria-label={t('findings.watchFamily', { family: familyWords(one.family) })}
                    checked={policy.isOn}
                    disabled={readOnly}
                    onChange={(event) => onChange({ ...policy, isOn: event.currentTarget.checked })}
                  />
                </td>
                <td>{familyWords(one.family)}</td>
                {([one.series, one.learning, one.open, one.found, one.alerted, one.useful, one.notUseful] as const).map(
                  (count, column) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: columns stand in their order
                    <td key={column} className={table.number}>
                      {formatNumber(count)}
                    </td>
                  ),
                )}
                <td>
                  <When policy={policy} readOnly={readOnly || !policy.isOn} onChange={onChange} />
                </td>
                <td>
                  <Select
                    size="xs"
                    w={140}
                    aria-label={t('findings.severityOf', { family: familyWords(one.family) })}
                    allowDeselect={false}
                    disabled={readOnly || !policy.isOn || policy.alerts === 'never'}
                    data={[
                      { value: AS_FOUND, label: t('findings.asFound') },
                      ...Severity.options.map((value) => ({ value, label: t(`ui.severity:${value}`) })),
                    ]}
                    value={policy.severity ?? AS_FOUND}
                    onChange={(value) =>
                      onChange({ ...policy, severity: Severity.options.find((known) => known === value) ?? null })
                    }
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

interface WhenProps {
  readonly policy: FindingPolicy;
  readonly readOnly: boolean;
  readonly onChange: (policy: FindingPolicy) => void;
}

function When({ policy, readOnly, onChange }: WhenProps): ReactNode {
  const family = familyWords(policy.family);
  return (
    <span className={classes.policy}>
      <Select
        size="xs"
        w={150}
        aria-label={t('findings.whenOf', { family })}
        allowDeselect={false}
        disabled={readOnly}
        data={alertsWhen.map((value) => ({ value, label: t(`findings.when:${value}`) }))}
        value={policy.alerts}
        onChange={(value) => onChange({ ...policy, alerts: alertsWhen.find((one) => one === value) ?? policy.alerts })}
      />
      {policy.alerts === 'lasting' ? (
        <NumberField
          size="xs"
          w={92}
          min={0}
          max={1_440}
          suffix={` ${t('findings.minutes')}`}
          aria-label={t('findings.minutesOf', { family })}
          disabled={readOnly}
          value={policy.afterMinutes}
          onChange={(value) => value !== undefined && onChange({ ...policy, afterMinutes: value })}
        />
      ) : null}
    </span>
  );
}
