import { Button, Select } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
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
    void command('control the rehearsal', (client) => client.rehearsal.control(change));
  const again = (): void => void command('play the rehearsal again', (client) => client.rehearsal.restart({}));
  const choices = speeds.includes(clock.speed) || clock.speed < 1 ? speeds : [...speeds, clock.speed].sort((a, b) => a - b);
  return (
    <section className={classes.ribbon} aria-label="Rehearsal">
      <strong className={classes.word}>REHEARSAL</strong>
      <span className={classes.scenario}>
        {sentenceCase(rehearsal.scenario.replaceAll('-', ' '))}
        {rehearsal.variant === null ? '' : `, variant ${rehearsal.variant}`}
      </span>
      <span className={classes.state}>
        {rehearsal.ended ? 'played to its end' : clock.paused ? 'paused' : `simulated time, ×${clock.speed}`}
      </span>
      <span className={classes.space} />
      {rehearsal.ended ? (
        <Button size="compact-xs" variant="white" color="dark" leftSection={<IconRefresh size={14} />} onClick={again}>
          Play again
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
            {clock.paused ? 'Go on' : 'Pause'}
          </Button>
          <Select
            size="xs"
            w={84}
            aria-label="Speed of the rehearsal"
            classNames={{ input: classes.speed }}
            data={choices.map((speed) => ({ value: String(speed), label: `×${speed}` }))}
            value={String(clock.speed)}
            allowDeselect={false}
            onChange={(value) => (value === null ? undefined : control({ speed: Number(value) }))}
          />
        </>
      )}
    </section>
  );
}
