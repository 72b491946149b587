import { Button, Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SeverityRule } from '../../../../shared/domain/alerting/settings';
import { Severity } from '../../../../shared/domain/notice';
import { t } from '../../../language/language';
import { freshId } from '../../../store/items';
import type { Problems } from '../../../store/refusal';
import classes from '../../../ui/editing/editing.module.css';
import { MatcherFields } from '../../../ui/matchers/matcher-fields';
import { ofSeverity } from '../../../ui/tone';

interface SeverityRulesProps {
  readonly rules: readonly SeverityRule[];
  readonly problems: Problems;
  readonly disabled: boolean;
  readonly onChange: (rules: SeverityRule[]) => void;
}

/** The operator's own word on how grave something is: it wins over impact and over what was learned. */
export function SeverityRules({ rules, problems, disabled, onChange }: SeverityRulesProps): ReactNode {
  const set = (index: number, change: Partial<SeverityRule>): void =>
    onChange(rules.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <>
      <p className={classes.dim}>{t('quiet.severityText')}</p>
      <ul className={classes.cards}>
        {rules.map((rule, index) => (
          <li key={rule.id} className={classes.card}>
            <MatcherFields
              legend={t('quiet.alertsOfWhich')}
              empty={t('quiet.sayWhich')}
              matchers={rule.matchers}
              problems={problems}
              field={`severity.rules[${index}].matchers`}
              disabled={disabled}
              onChange={(matchers) => set(index, { matchers })}
            />
            <div className={classes.line}>
              <Select
                size="xs"
                label={t('quiet.areOfSeverity')}
                allowDeselect={false}
                data={[...Severity.options].reverse().map((value) => ({ value, label: ofSeverity(value).word }))}
                value={rule.severity}
                disabled={disabled}
                onChange={(value) => set(index, { severity: Severity.options.find((one) => one === value) ?? rule.severity })}
              />
              <TextInput
                size="xs"
                className={classes.grow ?? ''}
                label={t('quiet.why')}
                value={rule.note}
                disabled={disabled}
                onChange={(event) => set(index, { note: event.currentTarget.value })}
              />
              <Button
                size="xs"
                variant="default"
                disabled={disabled}
                aria-label={t('quiet.removeSeverity', { number: index + 1 })}
                onClick={() => onChange(rules.filter((_, at) => at !== index))}
              >
                {t('quiet.remove')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <div>
        <Button
          size="compact-sm"
          variant="default"
          disabled={disabled}
          onClick={() =>
            onChange([
              ...rules,
              {
                id: freshId(
                  'severity',
                  rules.map(({ id }) => id),
                ),
                matchers: [{ label: 'kind', op: '=', value: '' }],
                severity: 'MEDIUM',
                note: '',
              },
            ])
          }
        >
          {t('quiet.addSeverity')}
        </Button>
      </div>
    </>
  );
}
