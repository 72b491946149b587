import { VisuallyHidden } from '@mantine/core';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useRef, useState } from 'react';
import type { DeviationMap } from '../../../shared/contract/findings';
import { scoreWords } from '../../charts/expected-tools';
import { t } from '../../language/language';
import { metricWords } from '../../widgets/parts/metric-words';
import { formatClock } from '../format';
import classes from './deviation-grid.module.css';
import { DeviationRow, Hole, LevelBar } from './deviation-row';
import { scoreLevel, scoreLevels } from './score-level';

export type MapRow = DeviationMap['rows'][number];

const ROW_PX = 24;
const WORST_PX = 64;

interface DeviationGridProps {
  readonly map: DeviationMap;
  readonly label: string;
  readonly onOpen: (row: MapRow) => void;
}

interface Place {
  readonly row: number;
  readonly column: number;
}

/**
 * Series by steps of time, the worst first: the stranger, the higher and the more pressing the bar of a cell. The pointer or the arrow
 * keys read a cell aloud; Enter or a click opens its series. Draws only the rows in sight.
 */
export function DeviationGrid({ map, label, onOpen }: DeviationGridProps): ReactNode {
  const viewport = useRef<HTMLDivElement>(null);
  const { ref: sized, width } = useElementSize<HTMLDivElement>();
  const ref = useMergedRef(viewport, sized);
  const [place, setPlace] = useState<Place | null>(null);
  const { rows, threshold } = map;
  const columns = Math.max(1, ...rows.map(({ cells }) => cells.length));
  const nameWidth = Math.round(Math.min(320, Math.max(120, width * 0.24)));
  const cellsWidth = Math.max(40, width - nameWidth - WORST_PX - 12);
  const tracks = `${nameWidth}px ${WORST_PX}px ${cellsWidth}px`;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
    scrollPaddingStart: ROW_PX,
  });
  const move = (row: number, column: number): void => {
    const to = { row: within(row, rows.length), column: within(column, columns) };
    setPlace(to);
    virtualizer.scrollToIndex(to.row);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const from = place ?? { row: 0, column: columns };
    const steps = targetOf(event.key, from, rows.length, columns);
    if (steps !== null) {
      event.preventDefault();
      move(steps.row, steps.column);
    } else if (event.key === 'Enter') {
      const row = rows[place?.row ?? 0];
      if (row !== undefined) onOpen(row);
    }
  };
  const pointAt = (row: number) => (event: MouseEvent<SVGSVGElement>) => {
    const { left, width: wide } = event.currentTarget.getBoundingClientRect();
    setPlace({ row, column: within(Math.floor(((event.clientX - left) / wide) * columns), columns) });
  };
  return (
    <div className={classes.grid}>
      <div className={classes.readout}>
        <Readout map={map} place={place} />
        <span className={classes.space} />
        <Legend />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: only rows in sight exist, and a table element cannot say how many there are */}
      <div
        ref={ref}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={rows.length + 1}
        className={classes.viewport}
        onKeyDown={onKeyDown}
        onMouseLeave={() => setPlace(null)}
      >
        <Head map={map} columns={columns} tracks={tracks} width={cellsWidth} />
        {/* biome-ignore lint/a11y/useSemanticElements: rows are placed by hand, so this cannot be a tbody */}
        <div role="rowgroup" className={classes.body} style={{ height: rows.length * ROW_PX }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <DeviationRow
                key={`${row.contextId} ${row.metric} ${JSON.stringify(row.labels)}`}
                row={row}
                index={index}
                top={start}
                tracks={tracks}
                width={cellsWidth}
                columns={columns}
                threshold={threshold}
                name={`${row.name} · ${metricWords(row.metric)}`}
                activeColumn={place?.row === index ? place.column : null}
                onPoint={pointAt(index)}
                onOpen={() => onOpen(row)}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Readout({ map, place }: { map: DeviationMap; place: Place | null }): ReactNode {
  const row = place === null ? undefined : map.rows[place.row];
  if (place === null || row === undefined)
    return <span className={classes.dim}>{t('findings.mapHint', { minutes: Math.round(map.stepSeconds / 60) })}</span>;
  const score = row.cells[place.column] ?? null;
  const atMs = Date.parse(map.from) + place.column * map.stepSeconds * 1000;
  const said =
    score === null
      ? t('findings.level:none')
      : t('findings.cellScore', { level: t(`findings.level:${scoreLevel(score, map.threshold)}`), score: scoreWords(score) });
  return (
    <>
      <b>{row.name}</b>
      <span className={classes.dim} aria-live="polite">
        {metricWords(row.metric)} · {formatClock(atMs).slice(0, 5)}–{formatClock(atMs + map.stepSeconds * 1000).slice(0, 5)} ·{' '}
        {said}
        {row.isLearning ? ` · ${t('findings.isLearning')}` : ''}
      </span>
    </>
  );
}

function Legend(): ReactNode {
  return (
    <ul className={classes.legend} aria-label={t('findings.legend')}>
      {scoreLevels.map((level) => (
        <li key={level}>
          <svg width="12" height="16" viewBox="0 0 12 16" aria-hidden="true" focusable="false">
            <LevelBar level={level} x={0} width={12} height={16} />
          </svg>
          {t(`findings.level:${level}`)}
        </li>
      ))}
      <li>
        <svg width="12" height="16" viewBox="0 0 12 16" aria-hidden="true" focusable="false">
          <Hole x={0} width={12} height={16} />
        </svg>
        {t('findings.level:none')}
      </li>
    </ul>
  );
}

interface HeadProps {
  readonly map: DeviationMap;
  readonly columns: number;
  readonly tracks: string;
  readonly width: number;
}

function Head({ map, columns, tracks, width }: HeadProps): ReactNode {
  const fromMs = Date.parse(map.from);
  const stepMs = map.stepSeconds * 1000;
  const every = Math.max(1, Math.ceil(58 / (width / columns)));
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above
    <div role="rowgroup" className={classes.head}>
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid takes the focus */}
      <div role="row" aria-rowindex={1} className={classes.row} style={{ gridTemplateColumns: tracks }}>
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: the grid takes the focus */}
        <span role="columnheader" className={classes.name}>
          {t('findings.colSeries')}
        </span>
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: the grid takes the focus */}
        <span role="columnheader" className={classes.number}>
          {t('findings.colWorst')}
        </span>
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: the grid takes the focus */}
        <span role="columnheader">
          <VisuallyHidden>{t('findings.colSteps')}</VisuallyHidden>
          <svg width={width} height={22} aria-hidden="true" focusable="false" className={classes.cells}>
            {Array.from({ length: Math.ceil(columns / every) }, (_, place) => place * every).map((column) => (
              <text key={column} x={(column * width) / columns + 2} y={15} fontSize={11}>
                {formatClock(fromMs + column * stepMs).slice(0, 5)}
              </text>
            ))}
          </svg>
        </span>
      </div>
    </div>
  );
}

function targetOf(key: string, { row, column }: Place, rows: number, columns: number): Place | null {
  switch (key) {
    case 'ArrowUp':
      return { row: row - 1, column };
    case 'ArrowDown':
      return { row: row + 1, column };
    case 'ArrowLeft':
      return { row, column: column - 1 };
    case 'ArrowRight':
      return { row, column: column + 1 };
    case 'PageUp':
      return { row: row - 20, column };
    case 'PageDown':
      return { row: row + 20, column };
    case 'Home':
      return { row: 0, column };
    case 'End':
      return { row: rows - 1, column: columns - 1 };
    default:
      return null;
  }
}

function within(value: number, count: number): number {
  return Math.max(0, Math.min(count - 1, value));
}
