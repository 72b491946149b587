import type { MouseEvent, ReactNode } from 'react';
import { scoreWords } from '../../charts/expected-tools';
import { t } from '../../language/language';
import type { MapRow } from './deviation-grid';
import classes from './deviation-grid.module.css';
import { levelColour, levelHeight, type ScoreLevel, scoreLevel } from './score-level';

const HEIGHT = 22;

interface DeviationRowProps {
  readonly row: MapRow;
  readonly index: number;
  readonly top: number;
  readonly tracks: string;
  readonly width: number;
  readonly columns: number;
  readonly threshold: number;
  readonly name: string;
  readonly activeColumn: number | null;
  readonly onPoint: (event: MouseEvent<SVGSVGElement>) => void;
  readonly onOpen: () => void;
}

/** One series: its name, its strangest moment in figures, and a bar for each step. */
export function DeviationRow(props: DeviationRowProps): ReactNode {
  const { row, index, top, tracks, width, columns, threshold, name, activeColumn, onPoint, onOpen } = props;
  const worst = row.cells.reduce<number | null>((most, score) => (score === null ? most : Math.max(most ?? 0, score)), null);
  const said =
    worst === null
      ? t('findings.level:none')
      : t('findings.cellScore', { level: t(`findings.level:${scoreLevel(worst, threshold)}`), score: scoreWords(worst) });
  const wide = width / columns;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see DeviationGrid
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter is handled by the grid
    // biome-ignore lint/a11y/useFocusableInteractive: the grid takes the focus
    <div
      role="row"
      aria-rowindex={index + 2}
      className={classes.row}
      data-active={activeColumn === null ? undefined : true}
      style={{ gridTemplateColumns: tracks, transform: `translateY(${top}px)` }}
      onClick={onOpen}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see DeviationGrid */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid takes the focus */}
      <span role="rowheader" className={classes.name} title={name}>
        {name}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: see DeviationGrid */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid takes the focus */}
      <span role="gridcell" className={classes.number}>
        {row.isLearning ? t('findings.learns') : worst === null ? '–' : scoreWords(worst)}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: see DeviationGrid */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid takes the focus */}
      <span role="gridcell" aria-label={said}>
        <svg
          className={classes.cells}
          width={width}
          height={HEIGHT}
          aria-hidden="true"
          focusable="false"
          onMouseMove={onPoint}
          opacity={row.isLearning ? 0.5 : 1}
        >
          {row.cells.map((score, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns are moments and stand in their order
            <g key={column}>
              {score === null ? (
                <Hole x={column * wide} width={wide} height={HEIGHT} />
              ) : (
                <LevelBar level={scoreLevel(score, threshold)} x={column * wide} width={wide} height={HEIGHT} />
              )}
            </g>
          ))}
          {activeColumn === null ? null : (
            <rect
              x={activeColumn * wide + 0.75}
              y={0.75}
              width={Math.max(2, wide - 1.5)}
              height={HEIGHT - 1.5}
              fill="none"
              stroke="var(--focus)"
              strokeWidth="1.5"
            />
          )}
        </svg>
      </span>
    </div>
  );
}

interface CellProps {
  readonly x: number;
  readonly width: number;
  readonly height: number;
}

/** How strange a step was, by the height of its bar as well as by colour; the strongest has a notch. */
export function LevelBar({ level, x, width, height }: CellProps & { level: ScoreLevel }): ReactNode {
  const tall = Math.max(2, levelHeight[level] * (height - 2));
  return (
    <>
      <rect x={x + 0.5} y={height - 1 - tall} width={Math.max(1, width - 1)} height={tall} fill={`var(${levelColour[level]})`} />
      {level === 'strong' && width >= 5 ? (
        <path
          d={`M${x + width / 2 - Math.min(3, width / 3)} ${height - 1 - tall}h${Math.min(6, (width * 2) / 3)}l${-Math.min(3, width / 3)} 5z`}
          fill="var(--on-tone)"
        />
      ) : null}
    </>
  );
}

/** Nothing was measured, which is not usual. */
export function Hole({ x, width, height }: CellProps): ReactNode {
  return (
    <path
      d={`M${x + width / 2} ${height / 2 - 3}v6`}
      stroke="var(--text-dim)"
      strokeWidth="1"
      strokeDasharray="1.5 1.5"
      fill="none"
    />
  );
}
