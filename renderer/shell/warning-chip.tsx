import { Popover, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../language/language';
import { useEngine, useUi } from '../store/page';
import { stepWords } from '../ui/engine-words';
import { StateIcon } from '../ui/state-mark';
import classes from './warning-chip.module.css';

/** What is left in the top bar of warnings that were read: how many still hold; a click lists them. */
export function WarningChip(): ReactNode {
  const warnings = useEngine()?.warnings ?? [];
  const seen = useUi((data) => data.seenWarnings);
  const known = warnings.filter(({ code }) => seen.includes(code));
  if (known.length === 0) return null;
  return (
    <Popover width={460} position="bottom-end" withArrow trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes.chip} title={t('shell.warnings')}>
          <StateIcon tone="unknown" size={12} />
          {t('shell.warningChip', { count: known.length })}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <ul className={classes.list}>
          {known.map((warning) => (
            <li key={warning.code}>
              {warning.message} <span className={classes.next}>{stepWords(warning.next)}</span>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
