import { type PointerEvent, type ReactNode, useRef, useState } from 'react';
import type { Span } from '../../../../../shared/domain/alerting/on-call/weekly';
import { locale, t } from '../../../../language/language';
import { formatMoment } from '../../../../ui/format';
import type { Day } from './days';
import classes from './lanes.module.css';

/** Somebody's time in a lane. */
export interface Block extends Span {
  readonly key: string;
  readonly name: string;
  /** A CSS colour; the person's own everywhere. */
  readonly colour: string;
  /** Out of an override. */
  readonly isOverride: boolean;
  /** Nobody is on call. */
  readonly isGap: boolean;
}

export interface Lane {
  readonly key: string;
  readonly name: string;
  readonly blocks: readonly Block[];
  readonly isFinal: boolean;
}

interface LanesProps {
  readonly zone: string;
  readonly days: readonly Day[];
  readonly lanes: readonly Lane[];
  readonly nowMs: number;
  /** Days of another month are dim. */
  readonly month?: number;
  /** A time was drawn on the final line. */
  readonly onPick?: (span: Span) => void;
  readonly onOpen?: (block: Block) => void;
}

const HOUR_MS = 3_600_000;
/** Percent of a lane. */
const NARROW = 5;

/** Time from left to right, a lane for each layer, and below them the line that holds. */
export function Lanes({ zone, days, lanes, nowMs, month, onPick, onOpen }: LanesProps): ReactNode {
  const fromMs = days[0]?.fromMs ?? 0;
  const toMs = days.at(-1)?.toMs ?? 1;
  const share = (ms: number): number => ((Math.min(Math.max(ms, fromMs), toMs) - fromMs) / (toMs - fromMs)) * 100;
  return (
    <div className={classes.lanes}>
      <span />
      <div className={classes.days}>
        {days.map((day) => (
          <span
            key={day.localMs}
            className={classes.day}
            data-dim={(month !== undefined && new Date(day.localMs).getUTCMonth() !== month) || undefined}
            style={{ left: `${share(day.fromMs)}%`, width: `${share(day.toMs) - share(day.fromMs)}%` }}
          >
            {dayName(day.localMs)}
            {day.shiftMinutes === 0 ? null : (
              <span className={classes.clock}>
                {t(day.shiftMinutes > 0 ? 'onCall.clocksForward' : 'onCall.clocksBack', {
                  minutes: Math.abs(day.shiftMinutes),
                })}
              </span>
            )}
          </span>
        ))}
      </div>
      {lanes.map((lane) => (
        <LaneRow
          key={lane.key}
          lane={lane}
          zone={zone}
          days={days}
          share={share}
          span={{ fromMs, toMs }}
          nowMs={nowMs}
          {...(lane.isFinal && onPick !== undefined ? { onPick } : {})}
          {...(lane.isFinal && onOpen !== undefined ? { onOpen } : {})}
        />
      ))}
    </div>
  );
}

interface LaneRowProps {
  readonly lane: Lane;
  readonly zone: string;
  readonly days: readonly Day[];
  readonly share: (ms: number) => number;
  readonly span: Span;
  readonly nowMs: number;
  readonly onPick?: (span: Span) => void;
  readonly onOpen?: (block: Block) => void;
}

function LaneRow({ lane, zone, days, share, span, nowMs, onPick, onOpen }: LaneRowProps): ReactNode {
  const { drawn, ...drag } = useDrag(span, onPick);
  return (
    <>
      <span className={classes.name} data-final={lane.isFinal || undefined} title={lane.name}>
        {lane.name}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: a line of times is no set of fields */}
      <div className={classes.lane} data-final={lane.isFinal || undefined} role="group" aria-label={lane.name} {...drag}>
        {days.slice(1).map((day) => (
          <span key={day.localMs} className={classes.midnight} style={{ left: `${share(day.fromMs)}%` }} />
        ))}
        {lane.blocks.map((block) => (
          <BlockView
            key={block.key}
            block={block}
            zone={zone}
            left={share(block.fromMs)}
            width={share(block.toMs) - share(block.fromMs)}
            {...(onOpen === undefined ? {} : { onOpen })}
          />
        ))}
        {drawn === null ? null : (
          <span
            className={classes.drawn}
            style={{ left: `${share(drawn.fromMs)}%`, width: `${share(drawn.toMs) - share(drawn.fromMs)}%` }}
          />
        )}
        {nowMs > span.fromMs && nowMs < span.toMs ? (
          <span className={classes.now} style={{ left: `${share(nowMs)}%` }} title={t('onCall.now')} />
        ) : null}
      </div>
    </>
  );
}

interface BlockViewProps {
  readonly block: Block;
  readonly zone: string;
  readonly left: number;
  readonly width: number;
  readonly onOpen?: (block: Block) => void;
}

function BlockView({ block, zone, left, width, onOpen }: BlockViewProps): ReactNode {
  const words = t('onCall.blockWords', {
    name: block.name,
    from: formatMoment(block.fromMs, zone),
    to: formatMoment(block.toMs, zone),
  });
  const looks = {
    className: classes.block,
    'data-override': block.isOverride || undefined,
    'data-gap': block.isGap || undefined,
    style: { left: `${left}%`, width: `${width}%`, '--person': block.colour },
    title: words,
  };
  // Too narrow to hit: handing it over is also a button below.
  if (onOpen === undefined || width < NARROW) return <span {...looks}>{block.name}</span>;
  return (
    <button type="button" {...looks} aria-label={words} onClick={() => onOpen(block)}>
      {block.name}
    </button>
  );
}

/** A time drawn with the pointer, in whole hours. A click that does not move draws nothing. */
function useDrag(span: Span, onPick: ((span: Span) => void) | undefined) {
  const from = useRef<number | null>(null);
  const [drawn, setDrawn] = useState<Span | null>(null);
  if (onPick === undefined) return { drawn };
  const at = (event: PointerEvent<HTMLElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    const part = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    return Math.round((span.fromMs + part * (span.toMs - span.fromMs)) / HOUR_MS) * HOUR_MS;
  };
  return {
    drawn,
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      from.current = at(event);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (from.current === null) return;
      const to = at(event);
      if (drawn !== null || Math.abs(to - from.current) >= HOUR_MS) {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrawn({ fromMs: Math.min(from.current, to), toMs: Math.max(from.current, to) });
      }
    },
    onPointerUp: () => {
      from.current = null;
      if (drawn !== null && drawn.toMs > drawn.fromMs) onPick(drawn);
      setDrawn(null);
    },
    onPointerCancel: () => {
      from.current = null;
      setDrawn(null);
    },
  };
}

function dayName(localMs: number): string {
  return new Intl.DateTimeFormat(locale(), { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }).format(localMs);
}
