import { useElementSize, useMergedRef } from '@mantine/hooks';
import { type ReactNode, useRef } from 'react';
import type { Forecast } from '../../../../shared/domain/prediction/forecast';
import type { Execution, Participant, Wave } from '../../../../shared/domain/view';
import { t } from '../../../language/language';
import { useNowMs } from '../../../store/page';
import { formatClock } from '../../../ui/format';
import { isActive } from '../../../ui/tone';
import { type Expected, remainingOf } from '../expected';
import { sightEndMs } from '../forecast/foreseen-mark';
import { DeadlineLine, WholeLane } from '../forecast/whole-lane';
import { Lines } from './lines';
import { BarPatterns } from './patterns';
import { isInSight, rangeOf, type Scale, ticksOf, xOf } from './scale';
import { type Bounds, type Stretch, stretchOf } from './sight';
import { lastEndMs } from './stack-lane';
import classes from './timeline.module.css';
import { TimelineBar } from './timeline-bar';
import { useBrush } from './use-brush';
import { useSight } from './use-sight';

export interface TimelineProps {
  readonly execution: Execution;
  readonly participants: readonly Participant[];
  /** What past runs took; null with too few of them. */
  readonly expected: Expected | null;
  /** What is foreseen; null where nothing is. */
  readonly forecast: Forecast | null;
  /** The stretch of time chosen; null: all. */
  readonly stretch: Stretch | null;
  readonly onStretch: (stretch: Stretch | null) => void;
  readonly onWave: (wave: Wave) => void;
  readonly onServer: (participant: Participant) => void;
}

/** The run on one time axis: a lane a wave, which opens into its servers. */
export function Timeline(props: TimelineProps): ReactNode {
  const { execution, participants, expected, forecast, stretch, onStretch, onWave, onServer } = props;
  const nowMs = useNowMs();
  const { ref: sized, width } = useElementSize();
  const track = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLDivElement>(null);
  const axis = useMergedRef(sized, track);
  const bounds = boundsOf(props, nowMs);
  const controls = useSight(bounds, scaleOf(bounds, width), track, area);
  const shown = stretchOf(bounds, controls.sight);
  const scale = scaleOf(shown, width);
  const brush = useBrush({ track, scale, onStretch, onDrag: controls.dragBy });
  const begun = execution.startedAt !== null && width > 0;

  return (
    <section
      className={classes.timeline}
      data-tour="live-timeline"
      aria-label={t('live.timeline')}
      onKeyDown={(event) => {
        if (controls.onKey(event)) event.preventDefault();
      }}
    >
      <BarPatterns />
      <TimelineBar
        expected={expected}
        forecast={forecast?.finish != null}
        isForeseen={forecast !== null}
        controls={controls}
        shown={shown}
        stretch={stretch}
        onStretch={onStretch}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset groups inputs, and this is a picture that keys move */}
      <div
        className={classes.scroll}
        ref={area}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls and is moved by keys must be reachable by keyboard
        tabIndex={0}
        aria-label={t('live.timelineHelp')}
        {...brush.handlers}
      >
        <div className={classes.axisLine}>
          <span />
          <div className={classes.axis} ref={axis} data-movable={controls.sight === null ? undefined : true}>
            {begun ? (
              <Axis
                scale={scale}
                originMs={bounds.startMs}
                nowMs={isActive(execution.status) ? nowMs : null}
                deadline={forecast?.rto?.deadline ?? null}
              />
            ) : null}
          </div>
        </div>
        <Lines
          execution={execution}
          participants={participants}
          expected={expected}
          forecast={forecast}
          scale={scale}
          nowMs={nowMs}
          scroller={area}
          onWave={onWave}
          onServer={onServer}
        />
        {begun && forecast !== null ? <WholeLane forecast={forecast} scale={scale} nowMs={nowMs} /> : null}
        {begun && forecast !== null ? <DeadlineLine forecast={forecast} scale={scale} /> : null}
        {begun && isActive(execution.status) && isInSight(scale, nowMs) ? <NowLine x={xOf(scale, nowMs)} nowMs={nowMs} /> : null}
        {begun ? <Shade stretch={brush.draft ?? stretch} scale={scale} /> : null}
      </div>
    </section>
  );
}

function scaleOf(stretch: Stretch, width: number): Scale {
  return { ...stretch, widthPx: Math.max(0, width) };
}

/** The whole run; while it goes on, with what still lies ahead of it as far as that is foreseen, or past runs tell. */
function boundsOf({ execution, participants, expected, forecast }: TimelineProps, nowMs: number): Bounds {
  const range = rangeOf(execution, execution.endedAt === null ? null : lastEndMs(participants), nowMs);
  if (range === null) return { startMs: nowMs, endMs: nowMs + 1, nowMs: null };
  if (!isActive(execution.status)) return { ...range, nowMs: null };
  if (forecast?.finish != null) {
    const told = { finish: forecast.finish, deadline: forecast.rto?.deadline ?? null };
    return { startMs: range.startMs, endMs: Math.max(range.endMs, sightEndMs(told, range.startMs, nowMs)), nowMs };
  }
  const ahead = remainingOf(execution, expected, nowMs);
  const usualEnd = ahead === null ? 0 : nowMs + (ahead.medianMs + ahead.spreadMs) * 1.04;
  return { startMs: range.startMs, endMs: Math.max(range.endMs, usualEnd), nowMs };
}

/** Room that the word of the deadline takes to either side of it. */
const DEADLINE_PX = 84;

/** A mark that would run into the word "now", or into that of the deadline, is left out. */
interface AxisProps {
  readonly scale: Scale;
  readonly originMs: number;
  readonly nowMs: number | null;
  readonly deadline: string | null;
}

function Axis({ scale, originMs, nowMs, deadline }: AxisProps): ReactNode {
  const nowX = nowMs === null || !isInSight(scale, nowMs) ? Number.POSITIVE_INFINITY : xOf(scale, nowMs);
  const deadlineX = deadline === null ? Number.NEGATIVE_INFINITY : xOf(scale, Date.parse(deadline));
  const isSaid = deadline !== null && isInSight(scale, Date.parse(deadline));
  const room = ticksOf(scale, 96, originMs).filter(
    (tick) =>
      tick.x < scale.widthPx - 30 &&
      (tick.x + 44 < nowX - 28 || tick.x > nowX + 4) &&
      !(isSaid && Math.abs(tick.x - deadlineX) < DEADLINE_PX),
  );
  return room.map((tick) => (
    <span key={tick.ms} className={classes.tick} style={{ left: tick.x }} title={formatClock(tick.ms)}>
      {tick.label}
    </span>
  ));
}

function NowLine({ x, nowMs }: { x: number; nowMs: number }): ReactNode {
  return (
    <div className={classes.now} style={{ '--x': `${x}px` }} title={formatClock(nowMs)} aria-hidden="true">
      <span>{t('live.now')}</span>
    </div>
  );
}

/** The stretch that is chosen, over the lanes. */
function Shade({ stretch, scale }: { stretch: Stretch | null; scale: Scale }): ReactNode {
  if (stretch === null || stretch.endMs < scale.startMs || stretch.startMs > scale.endMs) return null;
  const x = xOf(scale, stretch.startMs);
  return (
    <div
      className={classes.shade}
      style={{ '--x': `${x}px`, width: Math.max(2, xOf(scale, stretch.endMs) - x) }}
      aria-hidden="true"
    />
  );
}
