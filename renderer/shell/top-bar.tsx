import { UnstyledButton } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { TourOffer } from '../features/training/tours/tour-offer';
import { t } from '../language/language';
import { useNowMs } from '../store/page';
import { formatClock, formatDate, formatOffset } from '../ui/format';
import { ContextSwitcher } from './context-switcher';
import { FreshnessBar } from './freshness/freshness-bar';
import classes from './top-bar.module.css';
import { WarningChip } from './warning-chip';

/** Where am I looking, find anything, how old is what I see, what time is it. */
export function TopBar(): ReactNode {
  return (
    <header className={`notOnPaper ${classes.bar}`}>
      <ContextSwitcher />
      <UnstyledButton
        className={classes.search}
        data-tour="find"
        onClick={spotlight.open}
        aria-label={t('shell.findAnythingKey')}
      >
        <IconSearch size={14} aria-hidden="true" />
        <span className={classes.find}>{t('shell.findOrDo')}</span>
        <kbd className={classes.key}>{t('shell.ctrlK')}</kbd>
      </UnstyledButton>
      <TourOffer />
      <span className={classes.space} />
      <WarningChip />
      <FreshnessBar />
      <Clocks />
    </header>
  );
}

function Clocks(): ReactNode {
  const nowMs = useNowMs();
  const utc = formatClock(nowMs, 'UTC');
  const offset = new Date(nowMs).getTimezoneOffset();
  return (
    <time
      className={classes.clock}
      dateTime={new Date(nowMs).toISOString()}
      title={t('ui.wholeMoment', { here: formatDate(nowMs), utc: `${formatDate(nowMs, 'UTC')} ${utc}` })}
    >
      <b>{formatClock(nowMs)}</b> {formatOffset(offset)}
      {offset === 0 ? null : <span className={classes.utc}> ({utc.slice(0, 5)}Z)</span>}
    </time>
  );
}
