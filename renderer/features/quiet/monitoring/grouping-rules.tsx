import { TagsInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { GroupingRule } from '../../../../shared/domain/alerting/settings';
import { t } from '../../../language/language';
import { labelNames } from '../../../ui/matchers/use-known-labels';
import { RuleList, type RulesProps } from './rule-list';

/** Which alerts are one incident, beside what topology and time say. The first that matches decides. */
export function GroupingRules(props: RulesProps<GroupingRule>): ReactNode {
  return (
    <RuleList<GroupingRule>
      {...props}
      text={t('quiet.groupingText')}
      empty={t('quiet.everyAlert')}
      field="grouping.rules"
      addWords={t('quiet.addGrouping')}
      removeWords={(number) => t('quiet.removeGrouping', { number })}
      idWords="group"
      begin={(id) => ({ id, matchers: [], by: ['plan'] })}
    >
      {(rule, set, remove) => (
        <>
          <TagsInput
            size="xs"
            label={t('quiet.togetherBy')}
            data={[...labelNames]}
            value={rule.by}
            disabled={props.disabled}
            onChange={(by) => set({ by })}
          />
          <div>{remove}</div>
        </>
      )}
    </RuleList>
  );
}
