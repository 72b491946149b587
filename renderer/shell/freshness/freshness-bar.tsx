import { Popover, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../language/language';
import { useConnection, useNowMs, useUi, useView } from '../../store/page';
import { allSources, type Chip, chipsOf, inContext, moodOf } from '../../store/selectors';
import { formatAge } from '../../ui/format';
import { SourceStory } from '../../ui/source-story';
import classes from './freshness-bar.module.css';

/** One chip a source: the age of its last answer, hatched when that is too old to be shown as now. A click says why. */
export function FreshnessBar(): ReactNode {
  const contextId = useUi((ui) => ui.contextId);
  const sources = inContext(
    useView((view) => allSources(view.sources), []),
    contextId,
  );
  return (
    <ul className={classes.bar} data-tour="freshness" aria-label={t('shell.howOld')}>
      {chipsOf(sources).map((chip) => (
        <li key={chip.chip}>
          <FreshnessChip chip={chip} />
        </li>
      ))}
    </ul>
  );
}

function FreshnessChip({ chip }: { chip: Chip }): ReactNode {
  const nowMs = useNowMs();
  const connected = useConnection().kind === 'live';
  const { mood, ageMs } = moodOf(chip, nowMs);
  const shown = connected || mood !== 'live' ? mood : 'stale';
  const age = ageMs === null ? '–' : formatAge(ageMs);
  const told = { chip: chip.chip, mood: t(`shell.mood:${shown}`) };
  return (
    <Popover width={380} position="bottom-end" withArrow trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.chip}
          data-mood={shown}
          aria-label={ageMs === null ? t('shell.chipNever', told) : t('shell.chipAgo', { ...told, age })}
        >
          {chip.chip}{' '}
          <span className={classes.age}>
            {shown === 'not-permitted' ? t('shell.denied') : shown === 'off' ? t('shell.off') : age}
          </span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.stories}>
        {chip.members.map((member) => (
          <SourceStory key={member.id} source={member} />
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
