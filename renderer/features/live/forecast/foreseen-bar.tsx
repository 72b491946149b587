import type { ReactNode } from 'react';
import shared from '../../../ui/forecast/forecast.module.css';
import classes from './foreseen.module.css';
import type { ForeseenMark } from './foreseen-mark';

const LABEL_PX = 42;

interface ForeseenBarProps {
  readonly mark: ForeseenMark;
  readonly height: number;
  readonly widthPx: number;
}

/**
 * A foreseen end: hatched where nine of ten lie, stronger where half do, a tick at the middle, and the moment beside it. Refers to the
 * hatch `foreseen`.
 */
export function ForeseenBar({ mark, height, widthPx }: ForeseenBarProps): ReactNode {
  const { beginsAt, earliest, early, middle, late, latest, label, words } = mark;
  const centre = height / 2;
  const thick = Math.min(14, height - 4);
  const fits = latest + LABEL_PX < widthPx;
  return (
    <g className={classes.foreseen}>
      <title>{words}</title>
      {/* The whole height answers the pointer. */}
      <rect x={beginsAt} width={Math.max(4, latest - beginsAt)} height={height} fill="transparent" />
      <path d={`M${beginsAt} ${centre}H${earliest}`} className={classes.way} />
      <rect
        x={earliest}
        y={centre - thick / 2}
        width={Math.max(2, latest - earliest)}
        height={thick}
        fill="url(#foreseen)"
        className={shared.most}
      />
      <rect x={early} y={centre - thick / 2} width={Math.max(2, late - early)} height={thick} className={shared.half} />
      <path d={`M${middle} ${centre - thick / 2 - 2}v${thick + 4}`} className={shared.middle} />
      <text x={fits ? latest + 5 : earliest - 5} y={centre + 4} textAnchor={fits ? 'start' : 'end'} className={classes.label}>
        {label}
      </text>
    </g>
  );
}
