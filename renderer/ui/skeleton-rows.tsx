import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../language/language';
import classes from './skeleton-rows.module.css';

/** The shape of a list to come, while it is being read. `label` says to a listener what is being read. */
export function SkeletonRows({ rows = 6, label }: { rows?: number; label?: string }): ReactNode {
  return (
    <div className={classes.rows} role="status" aria-busy="true" aria-label={label ?? t('ui.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
        <Skeleton key={row} height={14} width={`${96 - (row % 4) * 7}%`} />
      ))}
    </div>
  );
}
