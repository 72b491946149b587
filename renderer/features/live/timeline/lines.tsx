import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useState } from 'react';
import type { Forecast } from '../../../../shared/domain/prediction/forecast';
import type { Execution, Participant, Wave } from '../../../../shared/domain/view';
import { foreseenClock, spokenRange } from '../../../ui/forecast/forecast-words';
import type { Expected } from '../expected';
import { type ForeseenMark, markOf } from '../forecast/foreseen-mark';
import { troubleFirst } from '../trouble-first';
import { type Scale, xOf } from './scale';
import { SERVER_PX, ServerLane } from './server-lane';
import classes from './timeline.module.css';
import { bandOf, startsOf, type UsualBand, withoutEnd } from './usual-band';
import { WAVE_PX, WaveLane } from './wave-lane';

type Line =
  | { readonly kind: 'wave'; readonly wave: Wave; readonly members: readonly Participant[] }
  | { readonly kind: 'server'; readonly wave: Wave; readonly participant: Participant };

interface LinesProps {
  readonly execution: Execution;
  readonly participants: readonly Participant[];
  readonly expected: Expected | null;
  readonly forecast: Forecast | null;
  readonly scale: Scale;
  readonly nowMs: number;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly onWave: (wave: Wave) => void;
  readonly onServer: (participant: Participant) => void;
}

/** The lanes: one a wave, which opens into its servers, those in trouble first. Only those in sight are drawn. */
export function Lines(props: LinesProps): ReactNode {
  const { execution, participants, expected, forecast, scale, nowMs, scroller, onWave, onServer } = props;
  const [openWaves, setOpenWaves] = useState<readonly number[]>([]);
  const lines = linesOf(execution, participants, openWaves);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.kind === 'server' ? SERVER_PX : WAVE_PX + 1),
    getItemKey: (index) => keyOf(lines[index], index),
    initialRect: { width: 0, height: 400 },
    overscan: 8,
  });
  const starts = expected === null ? null : startsOf(execution, expected, nowMs);
  const toggle = (waveNumber: number): void => {
    setOpenWaves((open) => (open.includes(waveNumber) ? open.filter((one) => one !== waveNumber) : [...open, waveNumber]));
    virtualizer.measure();
  };
  return (
    <div className={classes.lines} style={{ height: virtualizer.getTotalSize() }}>
      {virtualizer.getVirtualItems().map((item) => {
        const line = lines[item.index];
        if (line === undefined) return null;
        const { waveNumber } = line.wave;
        const foreseen = foreseenOf(forecast, line.wave, scale, nowMs);
        const band = bandOf(expected, waveNumber, starts?.get(waveNumber), scale);
        return (
          <div key={item.key} className={classes.place} style={{ transform: `translateY(${item.start}px)` }}>
            {line.kind === 'server' ? (
              <ServerLane participant={line.participant} wave={line.wave} scale={scale} nowMs={nowMs} onOpen={onServer} />
            ) : (
              <WaveLane
                execution={execution}
                wave={line.wave}
                members={line.members}
                scale={scale}
                nowMs={nowMs}
                open={openWaves.includes(waveNumber)}
                usual={expected?.waves.get(waveNumber) ?? null}
                band={besideForecast(band, forecast, line.wave, xOf(scale, nowMs))}
                foreseen={foreseen}
                onToggle={() => toggle(waveNumber)}
                onOpen={() => onWave(line.wave)}
              />
            )}
          </div>
        );
      })}
    </div>
  );
}

/** One story about what is to come: beside a forecast, past runs speak of what was, and of waves that have begun. */
function besideForecast(band: UsualBand | null, forecast: Forecast | null, wave: Wave, nowX: number): UsualBand | null {
  if (forecast === null || band === null || wave.endedAt !== null) return band;
  if (wave.startedAt === null) return null;
  const isForeseen = forecast.waves.some((one) => one.waveNumber === wave.waveNumber && one.finish !== null);
  return isForeseen ? withoutEnd(band, nowX) : band;
}

function foreseenOf(forecast: Forecast | null, wave: Wave, scale: Scale, nowMs: number): ForeseenMark | null {
  const own = forecast?.waves.find(({ waveNumber }) => waveNumber === wave.waveNumber);
  if (forecast === null || own === undefined || own.finish === null) return null;
  const fromMs = Date.parse(forecast.at);
  const beginsMs = own.startsAt === null ? nowMs : Date.parse(own.startsAt.middle);
  return markOf(own.finish, beginsMs, scale, nowMs, {
    label: foreseenClock(own.finish.middle, fromMs),
    words: spokenRange(wave.label, own.finish, fromMs),
  });
}

function linesOf(execution: Execution, participants: readonly Participant[], openWaves: readonly number[]): readonly Line[] {
  return execution.waves.flatMap((wave): Line[] => {
    const members = participants.filter((one) => one.waveNumber === wave.waveNumber);
    const servers = openWaves.includes(wave.waveNumber) ? troubleFirst(members) : [];
    return [{ kind: 'wave', wave, members }, ...servers.map((participant): Line => ({ kind: 'server', wave, participant }))];
  });
}

function keyOf(line: Line | undefined, index: number): string | number {
  if (line === undefined) return index;
  return line.kind === 'wave' ? `wave ${line.wave.waveNumber}` : line.participant.id;
}
