import { memo, type ReactNode } from 'react';
import { ForeseenBar } from '../forecast/foreseen-bar';
import type { ForeseenMark } from '../forecast/foreseen-mark';
import { fillOf } from './patterns';
import type { Bar } from './stack-lane';
import classes from './timeline.module.css';
import type { UsualBand } from './usual-band';

interface LaneProps {
  readonly bars: readonly Bar[];
  readonly widthPx: number;
  readonly heightPx: number;
  readonly padPx: number;
  /** What the picture says, for those who do not see it. */
  readonly label: string;
  readonly gate: { readonly from: number; readonly to: number; readonly open: boolean } | null;
  readonly outcome: { readonly x: number; readonly kind: 'launched' | 'failed' } | null;
  /** What past runs took. */
  readonly usual?: UsualBand | null;
  /** When it is foreseen to end. */
  readonly foreseen?: ForeseenMark | null;
}

/** One lane of the timeline: bars over what is usual, the door it waited at, and how it ended. */
export const Lane = memo(function Lane({
  bars,
  widthPx,
  heightPx,
  padPx,
  label,
  gate,
  outcome,
  usual = null,
  foreseen = null,
}: LaneProps): ReactNode {
  const inner = heightPx - 2 * padPx;
  return (
    <svg className={classes.lane} width={widthPx} height={heightPx} role="img" aria-label={label}>
      <g transform={`translate(0 ${padPx})`}>
        {usual === null ? null : <UsualGround band={usual} height={inner} />}
        {gate === null ? null : <GateMark {...gate} height={inner} />}
        {bars.map((bar) => (
          <rect
            key={`${bar.kind}${bar.x}-${bar.y}`}
            x={bar.x}
            y={bar.y}
            width={Math.max(1.5, bar.width)}
            height={Math.max(1, bar.height)}
            fill={fillOf(bar.kind)}
            stroke="var(--ground)"
            strokeWidth={bar.height > 5 ? 1 : 0.3}
          />
        ))}
        {usual === null ? null : <UsualEdge band={usual} y={inner + 1} />}
        {foreseen === null ? null : <ForeseenBar mark={foreseen} height={inner} widthPx={widthPx} />}
        {outcome === null ? null : <OutcomeMark {...outcome} middle={inner / 2} widthPx={widthPx} />}
      </g>
    </svg>
  );
});

/** Behind the bars, faint: from the start to where the end usually lies. */
function UsualGround({ band, height }: { band: UsualBand; height: number }): ReactNode {
  if (band.end === null) return null;
  return (
    <g>
      <rect x={band.from} width={Math.max(0, band.to - band.from)} height={height} className={classes.usualGround} />
      <rect x={band.end.from} width={Math.max(0, band.end.to - band.end.from)} height={height} className={classes.usualGround} />
    </g>
  );
}

/** Under the bars: the usual phases, and a whisker where half of the past ended. */
function UsualEdge({ band, y }: { band: UsualBand; y: number }): ReactNode {
  return (
    <g>
      {band.pieces.map((piece) => (
        <rect
          key={piece.phase}
          x={piece.x}
          y={y}
          width={piece.width}
          height="3"
          fill={`var(--${piece.phase.toLowerCase()})`}
          opacity="0.75"
        />
      ))}
      {band.end === null ? null : (
        <path d={`M${band.to} ${y - 6}V${y + 3}M${band.end.from} ${y + 1.5}H${band.end.to}`} className={classes.usualEnd} />
      )}
    </g>
  );
}

/** A pause gate as a door: closed while it waits, open once it has let the wave through. */
function GateMark({ from, to, open, height }: { from: number; to: number; open: boolean; height: number }): ReactNode {
  const top = height / 2 - 7;
  return (
    <g>
      <rect x={from} y={height / 2 - 5} width={Math.max(2, to - from)} height={10} rx="2" fill={fillOf('WAITING')} />
      <g transform={`translate(${to - 5} ${top})`} stroke="var(--waiting)" strokeWidth="1.6" fill="var(--ground)">
        <path d="M0 14V0h10v14" />
        {open ? <path d="M0 14V0l6 2.4v13.4z" fill="var(--waiting)" /> : <path d="M0 0h10v14H0z" fill="var(--waiting)" />}
        {open ? null : <circle cx="7.4" cy="7.2" r="0.9" fill="var(--ground)" stroke="none" />}
      </g>
    </g>
  );
}

function OutcomeMark({
  x,
  kind,
  middle,
  widthPx,
}: {
  x: number;
  kind: 'launched' | 'failed';
  middle: number;
  widthPx: number;
}): ReactNode {
  const colour = kind === 'launched' ? 'var(--succeeded)' : 'var(--failed)';
  const at = Math.min(x + 3, widthPx - 14);
  return (
    <g transform={`translate(${at} ${middle - 6})`}>
      <circle cx="6" cy="6" r="7.5" fill="var(--ground)" />
      {kind === 'launched' ? (
        <path d="m1.5 6.5 3 3L10.5 3" fill="none" stroke={colour} strokeWidth="2.2" strokeLinecap="round" />
      ) : (
        <path d="m2 2 8 8m0-8-8 8" stroke={colour} strokeWidth="2.4" strokeLinecap="round" />
      )}
    </g>
  );
}
