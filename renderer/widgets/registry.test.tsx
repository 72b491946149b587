import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { Board, COLUMNS, ROW_HEIGHT } from '../../shared/domain/boards/board';
import { metricList } from '../../shared/domain/capacity/metric-list';
import { Settings } from '../../shared/domain/settings';
import type { View } from '../../shared/domain/view';
import { startLiveLink } from '../bridge/live-link';
import type { Wall } from '../bridge/wall';
import { speak, t } from '../language/language';
import type { ConsoleData } from '../store/console-store';
import { type Page, PageProvider } from '../store/page';
import { createTicker } from '../store/ticker';
import { createUiStore } from '../store/ui-store';
import type { MetricAsked, MetricRead } from '../store/use-metric';
import { fixtureTransport } from '../testing/fixture-client';
import { fixtureMetrics } from '../testing/fixture-metrics';
import { scenes } from '../testing/scenes';
import { emptyView } from '../testing/world';
import { cellsIn } from './parts/cells';
import { metricWords } from './parts/metric-words';
import { widgetOf, widgets } from './registry';
import type { Frame } from './widget';

const answer = vi.hoisted(() => ({ is: 'empty' }));
vi.mock('../store/use-metric', () => {
  const nothing: MetricRead = { series: [], problem: null, loading: false, more: false, fromMs: 0, toMs: 1, stepSeconds: 60 };
  const useMetric = ({ name, by }: MetricAsked): MetricRead => {
    if (answer.is === 'loading') return { ...nothing, loading: true };
    if (answer.is === 'problem') return { ...nothing, problem: 'The store of metrics is full.' };
    if (answer.is === 'empty') return nothing;
    if (answer.is === 'errors unanswered' && name === 'ApiErrors')
      return { ...nothing, problem: 'The store of metrics is full.' };
    if (answer.is === 'old') return { ...aRead(), problem: 'The store of metrics is full.' };
    return aRead();
    function aRead(): MetricRead {
      return { ...nothing, toMs: 9e12, series: fixtureMetrics({ name, by: (by ?? ['server']).join(',') }) };
    }
  };
  const useFigure = (asked: MetricAsked) => {
    const read = useMetric({ ...asked, by: [] });
    return { ...read, value: read.series[0]?.points.at(-1)?.value ?? null };
  };
  return { useMetric, useFigure };
});

afterEach(() => {
  answer.is = 'empty';
  speak('en');
});

const wall: Wall = { nowMs: () => Date.parse('2026-03-14T09:24:00.000Z'), after: () => () => undefined, unit: () => 0.5 };
const settings = Settings.parse({ objectives: { default: { rtoMinutes: 45, rpoMinutes: 10, drillEveryDays: 30 } } });

function aPage(view: View | null): Page {
  const data: ConsoleData = {
    connection: { kind: 'connecting' },
    held: view === null ? null : { session: 'fixture', seq: 1, view },
    aheadMs: 0,
    settings,
  };
  const store = createStore<ConsoleData>(() => data);
  return {
    store,
    ui: createUiStore(''),
    wall,
    ticker: createTicker(wall, 500),
    link: startLiveLink(
      fixtureTransport(null, 'down'),
      createStore<ConsoleData>(() => data),
      wall,
    ),
  };
}

/** What a widget draws, without a window. */
function drawn(
  type: string,
  view: View | null,
  change: Partial<Frame> = {},
  kept: Readonly<Record<string, unknown>> = {},
): string {
  const widget = widgetOf(type);
  if (widget === null) throw new Error(`no widget ${type}`);
  const frame: Frame = {
    range: { kind: 'last', seconds: 90 * 86_400 },
    contextId: null,
    width: Math.floor((widget.size.minW * 1000) / COLUMNS),
    height: widget.size.minH * ROW_HEIGHT - 30,
    mode: 'desk',
    ...change,
  };
  const all = { ...widget.defaults, ...kept };
  expect(widget.check(all)).toBeNull();
  const html = renderToStaticMarkup(
    <MantineProvider>
      <PageProvider page={aPage(view)}>{widget.draw(all, frame)}</PageProvider>
    </MantineProvider>,
  );
  return html.replaceAll(/<style.*?<\/style>/gs, '');
}

const history = (): View => scenes.history?.(wall.nowMs()) ?? emptyView;
const idle = (): View => scenes.idle?.(wall.nowMs()) ?? emptyView;

test('there are at least 24 kinds, each with a name of its own', () => {
  const types = widgets.map(({ type }) => type);
  expect(types.length).toBeGreaterThanOrEqual(24);
  expect(new Set(types).size).toBe(types.length);
  for (const type of types) expect(type).toMatch(/^[a-z][a-z0-9-]{0,59}$/);
});

describe.each(widgets.map((widget) => [widget.type, widget] as const))('%s', (type, widget) => {
  test('fits the grid and asks for settings it has', () => {
    const { w, h, minW, minH } = widget.size;
    expect(w).toBeLessThanOrEqual(COLUMNS);
    expect(minW).toBeLessThanOrEqual(w);
    expect(minH).toBeLessThanOrEqual(h);
    for (const field of widget.fields) expect(Object.keys(widget.defaults)).toContain(field.name);
  });

  test.each(['en', 'de'] as const)('has its words in %s', (language) => {
    speak(language);
    const keys = [
      widget.title,
      widget.text,
      ...widget.fields.flatMap(({ label, help }) => (help === undefined ? [label] : [label, help])),
    ];
    for (const key of keys) expect(t(key)).not.toBe(key.replace(/^widgets\./, ''));
  });

  test('draws at its smallest before anything is known, with nothing, and on the wall', () => {
    expect(drawn(type, null)).not.toBe('');
    expect(drawn(type, emptyView)).not.toBe('');
    answer.is = 'problem';
    expect(drawn(type, idle(), { mode: 'wall', width: 900, height: 400 })).not.toBe('');
    answer.is = 'loading';
    expect(drawn(type, idle())).not.toBe('');
  });

  test('draws a quarter of drills, at its smallest and on the wall', () => {
    answer.is = 'data';
    expect(drawn(type, history())).not.toBe('');
    expect(drawn(type, history(), { mode: 'wall', width: 1800, height: 900 })).not.toBe('');
  });

  test('says nothing false: no number where nothing is known', () => {
    expect(drawn(type, emptyView)).not.toMatch(/NaN|Infinity|undefined|\[object/);
    answer.is = 'data';
    expect(drawn(type, history())).not.toMatch(/NaN|Infinity|undefined|\[object/);
  });
});

test('a metric that is not answered says why and what follows', () => {
  answer.is = 'problem';
  const html = drawn('figure', idle(), { height: 200 });
  expect(html).toContain('The store of metrics is full.');
  expect(html).toContain('asked again by itself');
});

test('an answer that could not be renewed stays, and says that it is older', () => {
  answer.is = 'data';
  expect(drawn('figure', history())).not.toContain('Older answer');
  answer.is = 'old';
  const html = drawn('figure', history());
  expect(html).toContain('Older answer');
  expect(html).toContain('The store of metrics is full.');
});

test('errors that were not answered are not zero', () => {
  answer.is = 'data';
  expect(drawn('api-health', history(), { width: 600, height: 300 })).not.toContain('—');
  answer.is = 'errors unanswered';
  expect(drawn('api-health', history(), { width: 600, height: 300 })).toContain('—');
});

test('nothing is called left running before DRS told what runs', () => {
  const view = { ...idle(), sources: {}, instances: {} };
  expect(drawn('drill-cost', view)).toContain('has not told yet');
  expect(drawn('drill-cost', view)).not.toContain('No drill instance');
});

test('a plan that never had a drill is due before every other', () => {
  const view = { ...history(), executions: {} };
  expect(drawn('countdown', view, {}, { to: 'drill' })).toContain(', now');
});

test('every server of an execution is a cell that says its name and phase', () => {
  const view = scenes.load?.(wall.nowMs()) ?? emptyView;
  const html = drawn('server-phases', view, { width: 500, height: 240 });
  expect(html.match(/<title>srv-/g)).toHaveLength(40);
});

test('five hundred cells stay large enough to tell apart', () => {
  for (const [width, height] of [
    [560, 220],
    [900, 300],
    [300, 200],
  ] as const) {
    const { columns, size } = cellsIn(500, width, height, 56);
    expect(size).toBeGreaterThanOrEqual(10);
    expect(columns * size).toBeLessThanOrEqual(width);
    expect(Math.ceil(500 / columns) * size).toBeLessThanOrEqual(height + 0.001);
  }
});

test('no success rate is told where nothing ended', () => {
  expect(drawn('success-rate', idle())).not.toContain('%');
  expect(drawn('success-rate', history())).toContain('93 %');
});

test('markdown runs nothing and loads nothing', () => {
  const html = drawn(
    'markdown',
    idle(),
    {},
    { text: '<script>alert(1)</script>\n\n![x](https://example.com/x.png) [a](javascript:alert(1)) **b**' },
  );
  expect(html).not.toMatch(/<script|<img|javascript:/);
  expect(html).toContain('<strong>b</strong>');
});

test('links lead to the web or into the console, and nowhere else', () => {
  const links = widgetOf('links');
  expect(links?.check({ links: 'Runbook https://example.com/r\nAlerts #/alerts' })).toBeNull();
  expect(links?.check({ links: 'Bad javascript:alert(1)' })?.field).toBe('links');
  expect(links?.check({ links: 'Bad file:///etc/passwd' })?.field).toBe('links');
});

test.each(['en', 'de'] as const)('every metric of the list has a name in %s', (language) => {
  speak(language);
  expect(metricList.map(({ name }) => name).filter((name) => metricWords(name) === name)).toEqual([]);
});

const folder = fileURLToPath(new URL('../../resources/dashboards', import.meta.url));
const shipped = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));

describe.each(shipped)('the shipped board %s', (file) => {
  const board = Board.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));

  test('has only kinds, settings and metrics that exist, at least as large as they need', () => {
    expect(board.widgets.length).toBeGreaterThan(4);
    for (const placed of board.widgets) {
      const widget = widgetOf(placed.type);
      expect([placed.id, widget === null]).toEqual([placed.id, false]);
      if (widget === null) continue;
      expect([placed.id, widget.check(placed.settings)]).toEqual([placed.id, null]);
      expect(Object.keys(widget.defaults)).toEqual(expect.arrayContaining(Object.keys(placed.settings)));
      expect(placed.w).toBeGreaterThanOrEqual(widget.size.minW);
      expect(placed.h).toBeGreaterThanOrEqual(widget.size.minH);
      const { metric } = placed.settings;
      if (metric !== undefined) expect(metricList.map(({ name }) => name)).toContain(metric);
    }
  });

  test('puts nothing on top of anything, nor beyond the edge', () => {
    const taken = new Set<string>();
    for (const { id, x, y, w, h } of board.widgets) {
      expect(x + w).toBeLessThanOrEqual(COLUMNS);
      for (let column = x; column < x + w; column += 1)
        for (let row = y; row < y + h; row += 1) {
          expect([id, taken.has(`${column} ${row}`)]).toEqual([id, false]);
          taken.add(`${column} ${row}`);
        }
    }
  });
});
