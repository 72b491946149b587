import { Button, TagsInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { GroupingRule } from '../../../../shared/domain/alerting/settings';
import { t } from '../../../language/language';
import { freshId } from '../../../store/items';
import type { Problems } from '../../../store/refusal';
import classes from '../../../ui/editing/editing.module.css';
import { MatcherFields } from '../../../ui/matchers/matcher-fields';
import { labelNames } from '../../../ui/matchers/use-known-labels';

interface GroupingRulesProps {
  readonly rules: readonly GroupingRule[];
  readonly problems: Problems;
  readonly disabled: boolean;
  readonly onChange: (rules: GroupingRule[]) => void;
}

/** Which alerts are one incident, beside what topology and time say. The first that matches decides. */
export function GroupingRules({ rules, problems, disabled, onChange }: GroupingRulesProps): ReactNode {
  const set = (index: number, change: Partial<GroupingRule>): void =>
    onChange(rules.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <>
      <p className={classes.dim}>{t('quiet.groupingText')}</p>
      <ul className={classes.cards}>
        {rules.map((rule, index) => (
          <li key={rule.id} className={classes.card}>
            <MatcherFields
              legend={t('quiet.alertsOfWhich')}
              empty={t('quiet.everyAlert')}
              matchers={rule.matchers}
              problems={problems}
              field={`grouping.rules[${index}].matchers`}
              disabled={disabled}
              onChange={(matchers) => set(index, { matchers })}
            />
            <TagsInput
              size="xs"
              label={t('quiet.togetherBy')}
              data={[...labelNames]}
              value={rule.by}
              disabled={disabled}
              onChange={(by) => set(index, { by })}
            />
            <div>
              <Button
                size="compact-xs"
                variant="default"
                disabled={disabled}
                aria-label={t('quiet.removeGrouping', { number: index + 1 })}
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
                  'group',
                  rules.map(({ id }) => id),
                ),
                matchers: [],
                by: ['plan'],
              },
            ])
          }
        >
          {t('quiet.addGrouping')}
        </Button>
      </div>
    </>
  );
}
