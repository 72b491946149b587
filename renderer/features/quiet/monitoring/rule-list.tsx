import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Matcher } from '../../../../shared/domain/alerting/labels';
import { t } from '../../../language/language';
import { freshId } from '../../../store/items';
import type { Problems } from '../../../store/refusal';
import classes from '../../../ui/editing/editing.module.css';
import { MatcherFields } from '../../../ui/matchers/matcher-fields';

interface Rule {
  readonly id: string;
  readonly matchers: Matcher[];
}

export interface RulesProps<R> {
  readonly rules: readonly R[];
  readonly problems: Problems;
  readonly disabled: boolean;
  readonly onChange: (rules: R[]) => void;
}

interface RuleListProps<R> extends RulesProps<R> {
  readonly text: string;
  /** What a rule without conditions says. */
  readonly empty: string;
  /** Where the list is within the settings: `grouping.rules`. */
  readonly field: string;
  readonly addWords: string;
  readonly removeWords: (number: number) => string;
  /** What the id of a new rule is made of. */
  readonly idWords: string;
  readonly begin: (id: string) => R;
  /** What a rule says beside its conditions, with what takes it away. */
  readonly children: (rule: R, set: (change: Partial<R>) => void, remove: ReactNode) => ReactNode;
}

/** Rules of one kind, each of some alerts. */
export function RuleList<R extends Rule>(props: RuleListProps<R>): ReactNode {
  const { rules, problems, disabled, onChange, field } = props;
  const setAt = (index: number, change: Partial<R>): void =>
    onChange(rules.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <>
      <p className={classes.dim}>{props.text}</p>
      <ul className={classes.cards}>
        {rules.map((rule, index) => (
          <li key={rule.id} className={classes.card}>
            <MatcherFields
              legend={t('quiet.alertsOfWhich')}
              empty={props.empty}
              matchers={rule.matchers}
              problems={problems}
              field={`${field}[${index}].matchers`}
              disabled={disabled}
              onChange={(matchers) => onChange(rules.map((one, at) => (at === index ? { ...one, matchers } : one)))}
            />
            {props.children(
              rule,
              (change) => setAt(index, change),
              <Button
                size="xs"
                variant="default"
                disabled={disabled}
                aria-label={props.removeWords(index + 1)}
                onClick={() => onChange(rules.filter((_, at) => at !== index))}
              >
                {t('quiet.remove')}
              </Button>,
            )}
          </li>
        ))}
      </ul>
      <div>
        <Button
          size="compact-sm"
          variant="default"
          disabled={disabled}
          onClick={() => {
            const taken = rules.map(({ id }) => id);
            onChange([...rules, props.begin(freshId(props.idWords, taken))]);
          }}
        >
          {props.addWords}
        </Button>
      </div>
    </>
  );
}
