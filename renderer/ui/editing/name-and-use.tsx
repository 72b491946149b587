import { Switch, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../language/language';
import type { ItemEditing } from '../../store/use-item-editing';
import classes from './editing.module.css';
import { useNamedFirst } from './use-named-first';

interface NameAndUseProps<P> {
  readonly item: P;
  readonly editing: ItemEditing<P>;
  readonly readOnly: boolean;
}

/** What it is called, and whether it holds. */
export function NameAndUse<P extends { readonly name: string; readonly enabled: boolean }>(props: NameAndUseProps<P>): ReactNode {
  const { item, editing, readOnly } = props;
  const name = useNamedFirst(editing.isNew);
  return (
    <div className={classes.line}>
      <TextInput
        size="xs"
        ref={name}
        className={classes.grow ?? ''}
        label={t('quiet.name')}
        value={item.name}
        disabled={readOnly}
        error={editing.problems.name}
        onChange={(event) => editing.change({ ...item, name: event.currentTarget.value })}
      />
      <Switch
        size="sm"
        mb={5}
        label={t('quiet.inUse')}
        checked={item.enabled}
        disabled={readOnly}
        onChange={(event) => editing.change({ ...item, enabled: event.currentTarget.checked })}
      />
    </div>
  );
}
