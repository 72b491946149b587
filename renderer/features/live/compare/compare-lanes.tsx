import { useElementSize } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { t } from '../../../language/language';
import { formatDuration } from '../../../ui/format';
import { StateIcon } from '../../../ui/state-mark';
import { ofWave } from '../../../ui/tone';
import { Lane } from '../timeline/lane';
import { Legend } from '../timeline/legend';
import { ticksOf, xOf } from '../timeline/scale';
import { stackLane } from '../timeline/stack-lane';
import { endOf } from '../timeline/wave-lane';
import { type Alignment, axisLength, type Side, type SideWave, scaleOf, type WaveGroup } from './aligned';
import classes from './compare.module.css';

const LANE_PX = 28;
const PAD_PX = 4;

interface CompareLanesProps {
  readonly groups: readonly WaveGroup[];
  readonly sides: readonly Side[];
  readonly alignment: Alignment;
  readonly nowMs: number;
}

/** The waves of all sides, each group under one axis that counts from its alignment. */
export function CompareLanes({ groups, sides, alignment, nowMs }: CompareLanesProps): ReactNode {
  const { ref, width } = useElementSize();
  const lengthMs = axisLength(groups, sides, alignment, nowMs);
  const axis = { startMs: 0, endMs: lengthMs, widthPx: width };
  return (
    <section className={classes.lanes} aria-label={t('live.timeline')}>
      <div className={classes.line}>
        <Legend usual={false} />
        <div className={classes.axis} ref={ref}>
          {ticksOf(axis, 96).map((tick) =>
            tick.x > width - 40 ? null : (
              <span key={tick.ms} className={classes.tick} style={{ left: tick.x }}>
                {tick.label}
              </span>
            ),
          )}
        </div>
      </div>
      {groups.map((group) => (
        <div key={group.waveNumber} className={classes.group}>
          <h2 className={classes.wave}>{group.label}</h2>
          {group.sides.map((one) => (
            <SideLane
              key={one.side.mark}
              one={one}
              first={group.sides[0] ?? one}
              alignment={alignment}
              lengthMs={lengthMs}
              widthPx={width}
              nowMs={nowMs}
            />
          ))}
        </div>
      ))}
    </section>
  );
}

interface SideLaneProps {
  readonly one: SideWave;
  /** What the others are measured against. */
  readonly first: SideWave;
  readonly alignment: Alignment;
  readonly lengthMs: number;
  readonly widthPx: number;
  readonly nowMs: number;
}

function SideLane({ one, first, alignment, lengthMs, widthPx, nowMs }: SideLaneProps): ReactNode {
  const { side, wave, members, tookMs } = one;
  const scale = scaleOf(one, alignment, lengthMs, widthPx);
  const endMs = wave === null ? null : endOf(wave, members);
  const ended = wave?.status === 'COMPLETED' ? 'launched' : wave?.status === 'FAILED' ? 'failed' : null;
  return (
    <div className={classes.line}>
      <div className={classes.sideLabel}>
        <span className={classes.mark}>{side.mark}</span>
        <StateIcon tone={wave === null ? 'quiet' : ofWave(wave.status).tone} />
        <span className={classes.counts}>{wave === null ? '–' : `${wave.counts.launched}/${wave.counts.total}`}</span>
        <span className={classes.took}>{tookMs === null ? t('live.notBegun') : formatDuration(tookMs)}</span>
        <span className={classes.difference}>
          {one === first || !one.ended || !first.ended ? '' : differenceOf(tookMs, first.tookMs)}
        </span>
      </div>
      <div className={classes.track}>
        {scale === null || wave === null ? null : (
          <Lane
            bars={stackLane(members, scale, endMs ?? nowMs, LANE_PX - 2 * PAD_PX)}
            widthPx={widthPx}
            heightPx={LANE_PX}
            padPx={PAD_PX}
            label={t('live.spokenSide', {
              mark: side.mark,
              wave: wave.label,
              state: ofWave(wave.status).word,
              took: formatDuration(tookMs ?? 0),
            })}
            gate={null}
            outcome={ended === null || endMs === null ? null : { x: xOf(scale, endMs), kind: ended }}
          />
        )}
      </div>
    </div>
  );
}

/** `+0:20` against the first side; nothing where either has no time. */
export function differenceOf(tookMs: number | null, firstMs: number | null): string {
  if (tookMs === null || firstMs === null) return '';
  const byMs = tookMs - firstMs;
  if (Math.abs(byMs) < 1_000) return '±0:00';
  return `${byMs > 0 ? '+' : '−'}${formatDuration(Math.abs(byMs))}`;
}
