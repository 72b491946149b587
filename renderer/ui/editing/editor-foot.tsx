import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { t } from '../../language/language';
import type { ItemEditing } from '../../store/use-item-editing';
import classes from './editing.module.css';

interface EditorFootProps<P> {
  readonly editing: ItemEditing<P>;
  readonly readOnly: boolean;
  /** The role it takes to change this; an administrator's where absent. */
  readonly needs?: 'act' | 'admin';
  /** What deleting it means: "Nobody is asked by it any more". Absent where it cannot be deleted. */
  readonly removal?: string;
  readonly children?: ReactNode;
}

/** Save, discard and delete, with what is wrong beside them. */
export function EditorFoot<P>({ editing, readOnly, needs = 'admin', removal, children }: EditorFootProps<P>): ReactNode {
  const [sure, setSure] = useState(false);
  const { dirty, saving, problems } = editing;
  const count = Object.keys(problems).length;
  if (readOnly)
    return (
      <footer className={classes.foot}>
        <span className={classes.dim}>{t(needs === 'admin' ? 'alerting.readOnlyAdmin' : 'alerting.readOnlyAct')}</span>
      </footer>
    );
  return (
    <footer className={classes.foot}>
      <Button size="xs" onClick={() => void editing.save()} disabled={!dirty} loading={saving}>
        {t('alerting.save')}
      </Button>
      <Button size="xs" variant="default" onClick={editing.discard} disabled={!dirty}>
        {t('alerting.discard')}
      </Button>
      <span role="status" className={count === 0 ? classes.dim : classes.failed}>
        {problems[''] ?? (count === 0 ? (dirty ? t('alerting.notSavedYet') : '') : t('alerting.wrongFields', { count }))}
      </span>
      <span className={classes.space} />
      {children}
      {removal === undefined ? null : sure ? (
        <>
          <span className={classes.dim}>{removal}</span>
          <Button size="xs" variant="default" onClick={() => setSure(false)}>
            {t('alerting.keep')}
          </Button>
          <Button
            size="xs"
            color="red"
            onClick={() => {
              setSure(false);
              void editing.remove();
            }}
          >
            {t('alerting.delete')}
          </Button>
        </>
      ) : (
        <Button size="xs" variant="default" c="var(--failed)" onClick={() => setSure(true)}>
          {t('alerting.deleteAsk')}
        </Button>
      )}
    </footer>
  );
}
