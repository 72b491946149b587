import { TagsInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Scope } from '../../../../shared/domain/alerting/rules/configuration';
import { t } from '../../../language/language';
import editing from '../../../ui/editing/editing.module.css';
import { useKnownLabels } from '../../../ui/matchers/use-known-labels';
import { withField } from '../rule-mode';

const FIELDS = [
  ['Plans', 'plan'],
  ['Waves', 'waveLabel'],
  ['Servers', 'serverName'],
  ['Contexts', 'context'],
  ['Accounts', 'account'],
  ['Regions', 'region'],
  ['Environments', 'environment'],
  ['ExecutionTypes', 'executionType'],
] as const;

interface ScopeFieldsProps {
  readonly scope: Scope | undefined;
  readonly errorOf: (field: string) => string | undefined;
  readonly disabled: boolean;
  /** Undefined where it holds for everything. */
  readonly onChange: (scope: Scope | undefined) => void;
}

/** Where the rule holds at all. What is empty is any; all that are given must hold. */
export function ScopeFields({ scope = {}, errorOf, disabled, onChange }: ScopeFieldsProps): ReactNode {
  const known = useKnownLabels();
  return (
    <div className={editing.fields}>
      {FIELDS.map(([field, label]) => (
        <TagsInput
          key={field}
          size="xs"
          classNames={{ inputField: editing.pillField ?? '' }}
          label={t(`alertRules.scope-${field}`)}
          placeholder={(scope[field] ?? []).length === 0 ? t('alertRules.any') : ''}
          data={[...(known[label] ?? [])]}
          value={(scope[field] ?? []).map(String)}
          disabled={disabled}
          error={errorOf(`Scope.${field}`)}
          onChange={(words) => {
            const values = field === 'Waves' ? words.map((word) => (/^\d+$/.test(word) ? Number(word) : word)) : words;
            const next = withField(scope, field, values.length === 0 ? undefined : values);
            onChange(Object.keys(next).length === 0 ? undefined : next);
          }}
        />
      ))}
    </div>
  );
}
