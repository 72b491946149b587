import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../../language/language';
import classes from './editing.module.css';

interface SideItemProps {
  readonly name: string;
  readonly selected: boolean;
  readonly unsaved?: boolean;
  readonly off?: boolean;
  /** At the right of the name. */
  readonly mark?: ReactNode;
  readonly children?: ReactNode;
  readonly onOpen: () => void;
  /** Where order counts: one place up (-1) or down (1). */
  readonly onMove?: (by: -1 | 1) => void;
}

/** One line of the list at the left. */
export function SideItem(props: SideItemProps): ReactNode {
  const { name, selected, unsaved = false, off = false, mark, children, onOpen, onMove } = props;
  return (
    <li className={classes.row}>
      <button type="button" className={classes.item} aria-current={selected} onClick={onOpen}>
        <span className={classes.itemHead}>
          <span className={classes.itemName} title={name}>
            {name === '' ? t('alerting.noName') : name}
          </span>
          {off ? <span className={classes.tag}>{t('alerting.off')}</span> : null}
          {unsaved ? <span className={classes.tag}>{t('alerting.notSaved')}</span> : null}
          {mark}
        </span>
        {children === undefined ? null : <span className={classes.itemText}>{children}</span>}
      </button>
      {onMove === undefined ? null : (
        <span className={classes.movers}>
          <ActionIcon size={24} variant="subtle" aria-label={t('alerting.moveUp', { name })} onClick={() => onMove(-1)}>
            <IconChevronUp size={15} />
          </ActionIcon>
          <ActionIcon size={24} variant="subtle" aria-label={t('alerting.moveDown', { name })} onClick={() => onMove(1)}>
            <IconChevronDown size={15} />
          </ActionIcon>
        </span>
      )}
    </li>
  );
}
