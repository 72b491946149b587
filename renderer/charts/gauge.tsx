import type { ReactNode } from 'react';
import type { Tone } from '../ui/tone';
import classes from './charts.module.css';

/** Share of the circle that the scale takes, open at the bottom. */
const SWEEP = 0.72;

interface GaugeProps {
  readonly name: string;
  /** 0 to 1; null where nothing was measured, and the needle's arc stays empty. */
  readonly share: number | null;
  /** In words, in the middle. */
  readonly value: string;
  /** Words at both ends of the scale. */
  readonly ends: readonly [string, string];
  readonly tone: Tone | 'plain';
  /** Where the colour changes, 0 to 1. */
  readonly marks: readonly number[];
  readonly width: number;
  readonly height: number;
}

/** An arc from left to right with its value in words. */
export function Gauge({ name, share, value, ends, tone, marks, width, height }: GaugeProps): ReactNode {
  const colour = tone === 'plain' ? 'var(--series-1)' : `var(--${tone === 'quiet' ? 'text-dim' : tone})`;
  return (
    <svg width={width} height={height} viewBox="0 0 120 100" role="img" aria-label={`${name}: ${value}`}>
      <path d={arc(0, 1)} fill="none" stroke="var(--line)" strokeWidth="11" strokeLinecap="round" />
      {share === null || share <= 0 ? null : (
        <path d={arc(0, Math.min(1, share))} fill="none" stroke={colour} strokeWidth="11" strokeLinecap="round" />
      )}
      {marks.map((mark) => (
        <path key={mark} d={tick(mark)} stroke="var(--text)" strokeWidth="1.6" />
      ))}
      <text
        x="60"
        y="60"
        textAnchor="middle"
        className={classes.svgStrong}
        fontSize={value.length > 7 ? 14 : 20}
        textLength={value.length > 11 ? 76 : undefined}
        lengthAdjust="spacingAndGlyphs"
      >
        {value}
      </text>
      <text x="24" y="98" textAnchor="middle" className={classes.svgText} fontSize="8">
        {ends[0]}
      </text>
      <text x="96" y="98" textAnchor="middle" className={classes.svgText} fontSize="8">
        {ends[1]}
      </text>
    </svg>
  );
}

function spot(share: number, radius: number): readonly [number, number] {
  const angle = (0.75 - SWEEP / 2 + share * SWEEP) * 2 * Math.PI;
  return [60 + Math.cos(angle) * radius, 55 + Math.sin(angle) * radius];
}

function arc(from: number, to: number): string {
  const [x1, y1] = spot(from, 45);
  const [x2, y2] = spot(to, 45);
  return `M${x1.toFixed(2)} ${y1.toFixed(2)}A45 45 0 ${(to - from) * SWEEP > 0.5 ? 1 : 0} 1 ${x2.toFixed(2)} ${y2.toFixed(2)}`;
}

function tick(share: number): string {
  const [x1, y1] = spot(Math.min(1, Math.max(0, share)), 38);
  const [x2, y2] = spot(Math.min(1, Math.max(0, share)), 52);
  return `M${x1.toFixed(2)} ${y1.toFixed(2)}L${x2.toFixed(2)} ${y2.toFixed(2)}`;
}
