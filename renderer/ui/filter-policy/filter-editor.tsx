import { Group, Text, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { jsonOf } from '../../../shared/domain/event-pattern/values';
import {
  costOf,
  type FilterScope,
  MOST_COMBINATIONS,
  MOST_KEYS,
  readFilterPolicyText,
} from '../../../shared/domain/filter-policy/filter-policy';
import { t } from '../../language/language';
import classes from './filter-policy.module.css';
import { TrialMessage } from './trial-message';

interface FilterEditorProps {
  readonly text: string;
  readonly scope: FilterScope;
  readonly onChange: (text: string) => void;
  /** What stands left of the count, such as the choice of the scope. */
  readonly children?: ReactNode;
}

/** A filter policy, checked against the limits of SNS while it is typed, and tried on a message. */
export function FilterEditor({ text, scope, onChange, children = <span /> }: FilterEditorProps): ReactNode {
  const policy = readFilterPolicyText(text, scope);
  const cost = costOf(jsonOf(text));
  return (
    <>
      <Group justify="space-between">
        {children}
        <Text size="sm" c="var(--text-dim)">
          {t('ui.filterCost', {
            keys: cost.keys,
            mostKeys: MOST_KEYS,
            combinations: cost.combinations,
            mostCombinations: MOST_COMBINATIONS,
          })}
        </Text>
      </Group>
      <Textarea
        className={classes.code ?? ''}
        label={t('ui.filterPolicy')}
        description={t('ui.filterPolicyText')}
        placeholder={'{ "eventType": ["fail", "pause"] }'}
        autosize
        minRows={5}
        maxRows={14}
        spellCheck={false}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        data-autofocus
      />
      {policy.ok ? null : (
        <ul className={classes.problems} role="status">
          {policy.error.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              {path === '' ? null : <code>{path}: </code>}
              {message}
            </li>
          ))}
        </ul>
      )}
      <TrialMessage policy={policy.ok ? policy.value : null} scope={scope} />
    </>
  );
}
