import { useClipboard } from '@mantine/hooks';
import type { MouseEvent, ReactNode } from 'react';
import { t } from '../language/language';
import { shortenId } from './format';
import classes from './short-id.module.css';

/** An id shortened in the middle: whole on hover, copied on click. Plain on purpose, since tables hold hundreds of them. */
export function ShortId({ id, head, tail }: { id: string; head?: number; tail?: number }): ReactNode {
  const clipboard = useClipboard({ timeout: 1200 });
  const copy = (event: MouseEvent): void => {
    event.stopPropagation();
    clipboard.copy(id);
  };
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classes.id}
      onClick={copy}
      title={t('ui.clickCopies', { id })}
      aria-label={t('ui.copyId', { id })}
    >
      {clipboard.copied ? t('ui.copied') : shortenId(id, head, tail)}
    </button>
  );
}
