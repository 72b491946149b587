import { Button, Select } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../language/language';
import { useEngine } from '../store/page';
import { useCommand } from '../store/use-command';
import { sentenceCase } from '../ui/tone';
import classes from './rehearsal-ribbon.module.css';

const speeds = [1, 5, 10, 30, 60, 120, 300, 600];

/** A rehearsal must never be taken for reality: this line is always there while it is one. */
export function RehearsalRibbon(): ReactNode {
  const engine = useEngine();
  const command = useCommand();
  if (engine === null || engine.rehearsal === null) return null;
  const { rehearsal, clock } = engine;
  const control = (change: { paused?: boolean; speed?: number }): void =>
    void command(t('shell.doControl'), (client) => client.rehearsal.control(change));
  const again = (): void => void command(t('shell.doPlayAgain'), (client) => client.rehearsal.restart({}));
  const choices = speeds.includes(clock.speed) || clock.speed < 1 ? speeds : [...speeds, clock.speed].sort((a, b) => a - b);
  return (
    <section className={classes.ribbon} aria-label={t('shell.rehearsal')}>
      <strong className={classes.word}>{t('shell.rehearsalWord')}</strong>
      <span className={classes.scenario}>
        {rehearsal.variant === null
          ? scenarioName(rehearsal.scenario)
          : t('shell.variant', { scenario: scenarioName(rehearsal.scenario), variant: rehearsal.variant })}
      </span>
      <span className={classes.state}>
        {rehearsal.ended
          ? t('shell.playedOut')
          : clock.paused
            ? t('shell.paused')
            : t('shell.simulated', { speed: String(clock.speed) })}
      </span>
      <span className={classes.space} />
      {rehearsal.ended ? (
        <Button size="compact-xs" variant="white" color="dark" leftSection={<IconRefresh size={14} />} onClick={again}>
          {t('shell.playAgain')}
        </Button>
      ) : (
        <>
          <Button
            size="compact-xs"
            variant="white"
            color="dark"
            leftSection={clock.paused ? <IconPlayerPlay size={14} /> : <IconPlayerPause size={14} />}
            onClick={() => control({ paused: !clock.paused })}
          >
            {clock.paused ? t('shell.goOn') : t('shell.pause')}
          </Button>
          <Select
            size="xs"
            w={84}
            aria-label={t('shell.speed')}
            classNames={{ input: classes.speed }}
            data={choices.map((speed) => ({ value: String(speed), label: `×${speed}` }))}
            // A clock that stands has no speed to show.
            value={clock.paused ? null : String(clock.speed)}
            placeholder="×…"
            allowDeselect={false}
            onChange={(value) => (value === null ? undefined : control({ speed: Number(value) }))}
          />
        </>
      )}
    </section>
  );
}

function scenarioName(id: string): string {
  return sentenceCase(id.replaceAll('-', ' '));
}
