import { useElementSize } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import type { Execution, Participant, Wave } from '../../../../shared/domain/view';
import { useNowMs } from '../../../store/page';
import { formatClock } from '../../../ui/format';
import { isActive } from '../../../ui/tone';
import { Legend } from './legend';
import { BarPatterns } from './patterns';
import { rangeOf, type Scale, ticksOf, xOf } from './scale';
import { ServerLane } from './server-lane';
import { lastEndMs } from './stack-lane';
import classes from './timeline.module.css';
import { WaveLane } from './wave-lane';

export interface TimelineProps {
  readonly execution: Execution;
  readonly participants: readonly Participant[];
  readonly onWave: (wave: Wave) => void;
  readonly onServer: (participant: Participant) => void;
}

/** The run on one time axis: a lane a wave, which opens into its servers. */
export function Timeline({ execution, participants, onWave, onServer }: TimelineProps): ReactNode {
  const nowMs = useNowMs();
  const { ref, width } = useElementSize();
  const [openWaves, setOpenWaves] = useState<readonly number[]>([]);
  const range = rangeOf(execution, lastEndMs(participants), nowMs);
  const scale: Scale = { startMs: range?.startMs ?? nowMs, endMs: range?.endMs ?? nowMs + 1, widthPx: Math.max(0, width) };
  const toggle = (waveNumber: number): void =>
    setOpenWaves((open) => (open.includes(waveNumber) ? open.filter((one) => one !== waveNumber) : [...open, waveNumber]));

  return (
    <section className={classes.timeline} aria-label="Timeline">
      <BarPatterns />
      <div className={classes.scroll}>
        <div className={classes.line}>
          <Legend />
          <div className={classes.axis} ref={ref}>
            {width > 0 && range !== null ? <Axis scale={scale} nowX={xOf(scale, nowMs)} /> : null}
          </div>
        </div>
        {execution.waves.map((wave) => {
          const members = participants.filter((one) => one.waveNumber === wave.waveNumber);
          const open = openWaves.includes(wave.waveNumber);
          return (
            <div key={wave.waveNumber}>
              <WaveLane
                execution={execution}
                wave={wave}
                members={members}
                scale={scale}
                nowMs={nowMs}
                open={open}
                onToggle={() => toggle(wave.waveNumber)}
                onOpen={() => onWave(wave)}
              />
              {open
                ? members.map((one) => (
                    <ServerLane key={one.id} participant={one} wave={wave} scale={scale} nowMs={nowMs} onOpen={onServer} />
                  ))
                : null}
            </div>
          );
        })}
        {isActive(execution.status) && range !== null ? <NowLine x={xOf(scale, nowMs)} nowMs={nowMs} /> : null}
      </div>
    </section>
  );
}

/** A mark that would run into the word "now" is left out. */
function Axis({ scale, nowX }: { scale: Scale; nowX: number }): ReactNode {
  const room = ticksOf(scale, 96).filter((tick) => tick.x < scale.widthPx - 30 && (tick.x + 44 < nowX - 28 || tick.x > nowX + 4));
  return room.map((tick) => (
    <span key={tick.ms} className={classes.tick} style={{ left: tick.x }} title={formatClock(tick.ms)}>
      {tick.label}
    </span>
  ));
}

function NowLine({ x, nowMs }: { x: number; nowMs: number }): ReactNode {
  return (
    <div className={classes.now} style={{ '--x': `${x}px` }} title={formatClock(nowMs)} aria-hidden="true">
      <span>now</span>
    </div>
  );
}
