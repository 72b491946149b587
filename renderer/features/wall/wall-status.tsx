import type { ReactNode } from 'react';
import { t } from '../../language/language';
import { openFindings } from '../../store/findings';
import { useConnection, useNowMs, useView } from '../../store/page';
import { allSources, type Chip, chipsOf, moodOf } from '../../store/selectors';
import { formatAge, formatClock, formatDate } from '../../ui/format';
import classes from './wall.module.css';

interface WallStatusProps {
  readonly name: string;
  /** `2/5`; null where there is one page only. */
  readonly place: string | null;
  readonly awake: boolean;
}

/** Always there, in one line: which board, how old each source is, what time it is. */
export function WallStatus({ name, place, awake }: WallStatusProps): ReactNode {
  const sources = useView((view) => allSources(view.sources), []);
  const unusual = useView((view) => openFindings(view.findings).length, 0);
  return (
    <footer className={classes.status}>
      <h1 className={classes.name}>
        {name} {place === null ? null : <span className={classes.place}>{place}</span>}
      </h1>
      {awake ? null : <span className={classes.place}>{t('wall.mayDim')}</span>}
      {unusual === 0 ? null : <span className={classes.place}>{t('findings.chip', { count: unusual })}</span>}
      <ul className={classes.chips} aria-label={t('wall.ages')}>
        {chipsOf(sources).map((chip) => (
          <SourceChip key={chip.chip} chip={chip} />
        ))}
      </ul>
      <Clock />
    </footer>
  );
}

function SourceChip({ chip }: { chip: Chip }): ReactNode {
  const nowMs = useNowMs();
  const connected = useConnection().kind === 'live';
  const { mood, ageMs } = moodOf(chip, nowMs);
  return (
    <li className={classes.chip} data-mood={connected || mood !== 'live' ? mood : 'stale'}>
      {chip.chip}{' '}
      {mood === 'off' ? t('wall.off') : mood === 'not-permitted' ? t('wall.denied') : ageMs === null ? '–' : formatAge(ageMs)}
    </li>
  );
}

function Clock(): ReactNode {
  const nowMs = useNowMs();
  const isUtc = new Date(nowMs).getTimezoneOffset() === 0;
  return (
    <time className={classes.clock} dateTime={new Date(nowMs).toISOString()}>
      <span className={classes.place}>{formatDate(nowMs)}</span> <b>{formatClock(nowMs)}</b>{' '}
      <span className={classes.place}>{isUtc ? 'UTC' : `${formatClock(nowMs, 'UTC').slice(0, 5)}Z`}</span>
    </time>
  );
}
