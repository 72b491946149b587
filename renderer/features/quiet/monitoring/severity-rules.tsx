import { Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SeverityRule } from '../../../../shared/domain/alerting/settings';
import { Severity } from '../../../../shared/domain/notice';
import { t } from '../../../language/language';
import classes from '../../../ui/editing/editing.module.css';
import { ofSeverity } from '../../../ui/tone';
import { RuleList, type RulesProps } from './rule-list';

/** The operator's own word on how grave something is: it wins over impact and over what was learned. */
export function SeverityRules(props: RulesProps<SeverityRule>): ReactNode {
  const { disabled } = props;
  return (
    <RuleList<SeverityRule>
      {...props}
      text={t('quiet.severityText')}
      empty={t('quiet.sayWhich')}
      field="severity.rules"
      addWords={t('quiet.addSeverity')}
      removeWords={(number) => t('quiet.removeSeverity', { number })}
      idWords="severity"
      begin={(id) => ({ id, matchers: [{ label: 'kind', op: '=', value: '' }], severity: 'MEDIUM', note: '' })}
    >
      {(rule, set, remove) => (
        <div className={classes.line}>
          <Select
            size="xs"
            label={t('quiet.areOfSeverity')}
            allowDeselect={false}
            data={[...Severity.options].reverse().map((value) => ({ value, label: ofSeverity(value).word }))}
            value={rule.severity}
            disabled={disabled}
            onChange={(value) => set({ severity: Severity.options.find((one) => one === value) ?? rule.severity })}
          />
          <TextInput
            size="xs"
            className={classes.grow ?? ''}
            label={t('quiet.why')}
            value={rule.note}
            disabled={disabled}
            onChange={(event) => set({ note: event.currentTarget.value })}
          />
          {remove}
        </div>
      )}
    </RuleList>
  );
}
