import type { ReactNode } from 'react';
import type { Tone } from '../ui/tone';
import classes from './charts.module.css';
import { LAND_STEP, land } from './land';
import { placeOf } from './regions';

export interface RegionMark {
  readonly region: string;
  readonly label: string;
  /** In words, under the name. */
  readonly words: string;
  /** How large, 0 to 1 of the largest. */
  readonly weight: number;
  readonly tone: Tone;
  readonly onOpen?: () => void;
}

interface RegionMapProps {
  readonly name: string;
  readonly marks: readonly RegionMark[];
  readonly width: number;
  readonly height: number;
  readonly large?: boolean;
}

const NORTH = 82;
const SOUTH = -50;

/** Regions where they are on a coarse map; names stand beside their dots and never on top of each other. */
export function RegionMap({ name, marks, width, height, large = false }: RegionMapProps): ReactNode {
  const type = large ? 22 : 11;
  const x = (east: number): number => ((east + 180) / 360) * width;
  const y = (north: number): number => ((NORTH - north) / (NORTH - SOUTH)) * height;
  const dot = Math.min(width / 36, (height * LAND_STEP) / (NORTH - SOUTH)) * 0.36;
  const placed = marks.flatMap((mark) => {
    const at = placeOf(mark.region);
    return at === null ? [] : [{ mark, x: x(at[0]), y: y(at[1]) }];
  });
  const labels = spread(
    placed.map((one) => ({ ...one, wide: labelWide(one.mark, type) })),
    type * 2.3,
    width,
    height,
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture drawn here is not an image file
    <svg width={width} height={height} role="group" aria-label={name}>
      <g fill="var(--line)">
        {land.map(([east, north]) => (
          <circle key={`${east} ${north}`} cx={x(east + LAND_STEP / 2)} cy={y(north + LAND_STEP / 2)} r={dot} />
        ))}
      </g>
      {labels.map(({ mark, x: cx, y: cy, labelX, labelY, wide }) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: a group that leads somewhere is a link with a name and a tab stop
        <g
          key={mark.region}
          className={mark.onOpen === undefined ? undefined : classes.hit}
          role={mark.onOpen === undefined ? undefined : 'link'}
          tabIndex={mark.onOpen === undefined || large ? undefined : 0}
          aria-label={`${mark.label}: ${mark.words}`}
          onClick={mark.onOpen}
          onKeyDown={(event) => (event.key === 'Enter' ? mark.onOpen?.() : undefined)}
        >
          <line x1={cx} y1={cy} x2={labelX < cx ? labelX + wide : labelX} y2={labelY + type * 0.8} stroke="var(--line-strong)" />
          <circle
            cx={cx}
            cy={cy}
            r={(large ? 10 : 5) + mark.weight * (large ? 14 : 7)}
            fill={toneColour(mark.tone)}
            fillOpacity="0.35"
            stroke={toneColour(mark.tone)}
            strokeWidth="2"
          />
          <rect x={labelX} y={labelY - 2} width={wide} height={type * 2.3} rx="3" fill="var(--raised)" stroke="var(--line)" />
          <text x={labelX + 5} y={labelY + type * 0.85} className={classes.svgStrong} fontSize={type}>
            {mark.label}
          </text>
          <text x={labelX + 5} y={labelY + type * 1.95} className={classes.svgText} fontSize={type * 0.92}>
            {mark.words}
          </text>
        </g>
      ))}
    </svg>
  );
}

function toneColour(tone: Tone): string {
  return tone === 'quiet' ? 'var(--text-dim)' : `var(--${tone})`;
}

function labelWide(mark: RegionMark, type: number): number {
  return Math.max(mark.label.length * 0.58, mark.words.length * 0.5) * type + 12;
}

interface Placed {
  readonly mark: RegionMark;
  readonly x: number;
  readonly y: number;
  readonly wide: number;
}

/** Puts each label right of its dot, or left where it would leave the map; those that would cover another move down. */
function spread(all: readonly Placed[], tall: number, width: number, height: number) {
  const done: (Placed & { readonly labelX: number; readonly labelY: number })[] = [];
  for (const one of [...all].sort((a, b) => a.y - b.y)) {
    const labelX = Math.max(0, one.x + 16 + one.wide > width ? one.x - 16 - one.wide : one.x + 16);
    let labelY = Math.min(height - tall, Math.max(2, one.y - tall / 2));
    for (const other of done) {
      const isBeside = labelX < other.labelX + other.wide + 4 && other.labelX < labelX + one.wide + 4;
      if (isBeside && labelY < other.labelY + tall + 3 && other.labelY < labelY + tall + 3) labelY = other.labelY + tall + 3;
    }
    done.push({ ...one, labelX, labelY: Math.min(labelY, height - tall) });
  }
  return done;
}
