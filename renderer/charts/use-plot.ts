import { useComputedColorScheme } from '@mantine/core';
import { type KeyboardEvent, type RefCallback, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { align } from './align';
import type { ExpectedBand, MarkedMoment } from './expected';
import { plotOptions } from './plot-options';
import type { TimeSeriesProps } from './time-series';

const none: readonly MarkedMoment[] = [];

interface Extent {
  readonly fromMs: number;
  readonly toMs: number;
}

interface Plotted {
  readonly host: RefCallback<HTMLDivElement>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly zoomed: boolean;
  readonly reset: () => void;
  /** Where the crosshair is, epoch milliseconds; null while it is nowhere. */
  readonly cursorMs: number | null;
  /** The value of a line under the crosshair. */
  readonly readAt: (line: number) => number | null;
}

/** Keeps one uPlot in step with what is to be drawn; makes it anew only when lines or looks change, not with each point. */
export function usePlot(
  props: TimeSeriesProps & { readonly hidden: readonly string[]; readonly shaded: ExpectedBand | null },
): Plotted {
  const { lines, unit, stepMs, width, height, large = false, kind = 'line', levels = [], hidden, fromMs, toMs } = props;
  const { shaded: band, moments = none } = props;
  const scheme = useComputedColorScheme('dark');
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const [zoom, setZoom] = useState<Extent | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const plot = useRef<uPlot | null>(null);
  const aligned = useMemo(() => align(lines, stepMs), [lines, stepMs]);
  const now = useRef({ aligned, extent: zoom ?? { fromMs, toMs }, hidden, width, height, lines, levels, band, moments });
  now.current = { aligned, extent: zoom ?? { fromMs, toMs }, hidden, width, height, lines, levels, band, moments };

  const shape = JSON.stringify([lines.map(({ key }) => key), unit, large, kind, levels, scheme]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` stands for all that asks for another plot
  useEffect(() => {
    if (element === null) return;
    const style = getComputedStyle(element);
    const colourOf = (variable: string): string => style.getPropertyValue(variable).trim() || 'currentColor';
    const { current } = now;
    const made = new uPlot(
      plotOptions(
        current.lines,
        { kind, unit, large, levels: current.levels, colourOf, beside: () => now.current },
        { width: current.width, height: current.height },
        () => now.current.extent,
        {
          setCursor: [({ cursor: { idx } }) => setCursor(idx ?? null)],
          setSelect: [
            (self) => {
              const { left, width: wide } = self.select;
              if (wide > 4) setZoom({ fromMs: self.posToVal(left, 'x'), toMs: self.posToVal(left + wide, 'x') });
              self.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
            },
          ],
          ready: [(self) => self.over.addEventListener('dblclick', () => setZoom(null))],
        },
      ),
      [current.aligned.atMs, ...current.aligned.values],
      element,
    );
    plot.current = made;
    return () => {
      plot.current = null;
      made.destroy();
    };
  }, [element, shape]);

  useEffect(() => plot.current?.setSize({ width, height }), [width, height]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shaded and marked is drawn with the data, and has room made for it
  useEffect(() => {
    const { current } = plot;
    if (current === null) return;
    current.setData([aligned.atMs, ...aligned.values], false);
    current.setScale('x', { min: zoom?.fromMs ?? fromMs, max: zoom?.toMs ?? toMs });
  }, [aligned, zoom, fromMs, toMs, band, moments]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new plot shows every line
  useEffect(() => {
    lines.forEach((line, index) => {
      const show = !hidden.includes(line.key);
      if (plot.current !== null && plot.current.series[index + 1]?.show !== show) plot.current.setSeries(index + 1, { show });
    });
  }, [hidden, shape, element]);

  const onKeyDown = useCallback((event: KeyboardEvent): void => {
    const { current } = plot;
    if (current === null) return;
    const place = current.cursor.idx ?? null;
    const { atMs } = now.current.aligned;
    const last = atMs.length - 1;
    const move = (to: number): void => {
      const at = atMs[Math.min(last, Math.max(0, to))];
      if (at !== undefined) current.setCursor({ left: current.valToPos(at, 'x'), top: current.over.clientHeight / 2 });
    };
    const scale = (by: number): void => {
      const { fromMs: from, toMs: to } = now.current.extent;
      const middle = place === null ? (from + to) / 2 : (atMs[place] ?? (from + to) / 2);
      setZoom({ fromMs: middle - (middle - from) * by, toMs: middle + (to - middle) * by });
    };
    const act = actOf(event.key, { move, scale, all: () => setZoom(null) }, place, last);
    if (act === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }, []);

  return {
    host: setElement,
    onKeyDown,
    zoomed: zoom !== null,
    reset: useCallback(() => setZoom(null), []),
    cursorMs: cursor === null ? null : (aligned.atMs[cursor] ?? null),
    readAt: (line) => (cursor === null ? null : (aligned.values[line]?.[cursor] ?? null)),
  };
}

interface Acts {
  readonly move: (to: number) => void;
  readonly scale: (by: number) => void;
  readonly all: () => void;
}

/** What a key does while the crosshair is at `place` of `last` points; null for one that is not the chart's. */
function actOf(key: string, { move, scale, all }: Acts, place: number | null, last: number): (() => void) | null {
  switch (key) {
    case 'ArrowLeft':
      return () => move((place ?? last + 1) - 1);
    case 'ArrowRight':
      return () => move((place ?? last - 1) + 1);
    case 'Home':
      return () => move(0);
    case 'End':
      return () => move(last);
    case '+':
      return () => scale(0.5);
    case '-':
      return () => scale(2);
    case '0':
      return all;
    default:
      return null;
  }
}
