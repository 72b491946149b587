import type { ReactNode } from 'react';
import classes from './charts.module.css';

export interface Stack {
  readonly key: string;
  /** Under the column; empty where there is no room for a word. */
  readonly label: string;
  /** On hover, and for those who do not see it. */
  readonly words: string;
  /** From the ground up. `colour` is a CSS colour. */
  readonly parts: readonly { readonly key: string; readonly value: number; readonly colour: string }[];
  readonly onOpen?: () => void;
}

interface ColumnsProps {
  readonly name: string;
  readonly stacks: readonly Stack[];
  readonly width: number;
  readonly height: number;
  readonly large?: boolean;
  /** Words for a value of the axis. */
  readonly words: (value: number) => string;
}

/** Upright columns, each a stack of parts. */
export function Columns({ name, stacks, width, height, large = false, words }: ColumnsProps): ReactNode {
  const type = large ? 22 : 11;
  const top = niceTop(Math.max(0, ...stacks.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0))));
  const left = Math.max(words(top).length, words(top / 2).length) * type * 0.62 + 8;
  const plot = { top: type * 0.7, bottom: height - type * 1.7, left, right: width - 4 };
  const tall = Math.max(1, plot.bottom - plot.top);
  const each = Math.max(1, (plot.right - plot.left) / Math.max(1, stacks.length));
  const everyLabel = Math.max(1, Math.ceil((Math.max(1, ...stacks.map(({ label }) => label.length)) * type * 0.6 + 10) / each));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture drawn here is not an image file
    <svg width={width} height={height} role="group" aria-label={name}>
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <line
            x1={plot.left}
            x2={plot.right}
            y1={plot.bottom - tall * share}
            y2={plot.bottom - tall * share}
            stroke={share === 0 ? 'var(--line-strong)' : 'var(--line)'}
          />
          <text
            x={plot.left - 5}
            y={plot.bottom - tall * share + type * 0.35}
            textAnchor="end"
            className={classes.svgText}
            fontSize={type}
          >
            {words(top * share)}
          </text>
        </g>
      ))}
      {stacks.map((stack, index) => (
        <Column key={stack.key} stack={stack} x={plot.left + index * each} each={each} bottom={plot.bottom} scale={tall / top}>
          {index % everyLabel === 0 ? (
            <text
              x={plot.left + (index + 0.5) * each}
              y={height - 4}
              textAnchor="middle"
              className={classes.svgText}
              fontSize={type}
            >
              {stack.label}
            </text>
          ) : null}
        </Column>
      ))}
    </svg>
  );
}

interface ColumnProps {
  readonly stack: Stack;
  readonly x: number;
  readonly each: number;
  readonly bottom: number;
  readonly scale: number;
  readonly children: ReactNode;
}

function Column({ stack, x, each, bottom, scale, children }: ColumnProps): ReactNode {
  let from = bottom;
  const gap = Math.min(4, each * 0.15);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: every column stands in the table beside it too
    <g className={stack.onOpen === undefined ? undefined : classes.hit} onClick={stack.onOpen}>
      <title>{stack.words}</title>
      {stack.parts.map(({ key, value, colour }) => {
        const height = Math.max(value > 0 ? 1.5 : 0, value * scale);
        from -= height;
        return <rect key={key} x={x + gap} width={Math.max(1, each - gap * 2)} y={from} height={height} fill={colour} rx="1" />;
      })}
      <rect x={x} width={each} y={0} height={bottom} fill="transparent" />
      {children}
    </g>
  );
}

/** An end of the scale that halves into a whole number where values are whole. */
function niceTop(value: number): number {
  if (value <= 2) return 2;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 4, 6, 8, 10].find((step) => step * power >= value) ?? 10) * power;
}
