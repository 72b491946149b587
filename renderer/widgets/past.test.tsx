import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { JournalEntry } from '../../shared/domain/events';
import { instantOf } from '../../shared/domain/primitives';
import type { PlanView, View } from '../../shared/domain/view';
import { startLiveLink } from '../bridge/live-link';
import type { Wall } from '../bridge/wall';
import { speak } from '../language/language';
import type { ConsoleData } from '../store/console-store';
import { type Page, PageProvider } from '../store/page';
import { createTicker } from '../store/ticker';
import { createUiStore } from '../store/ui-store';
import type { EventsRead } from '../store/use-events';
import { fixtureTransport } from '../testing/fixture-client';
import { scenes } from '../testing/scenes';
import { emptyView } from '../testing/world';
import { axisOf } from './recovery-trend';
import { widgetOf } from './registry';

const feed = vi.hoisted(() => ({ entries: [] as unknown[] }));
vi.mock('../store/use-events', () => ({
  useEvents: () => ({ ...feed, state: 'ready', problem: null, more: false, readOlder: () => undefined }),
}));

afterEach(() => {
  feed.entries = [];
  speak('en');
});

const NOW_MS = Date.parse('2026-03-14T09:24:00.000Z');
const DAY_MS = 86_400_000;
const wall: Wall = { nowMs: () => NOW_MS, after: () => () => undefined, unit: () => 0.5 };

function drawn(type: string, view: View, seconds = 21_600): string {
  const widget = widgetOf(type);
  if (widget === null) throw new Error(`no widget ${type}`);
  const data: ConsoleData = {
    connection: { kind: 'connecting' },
    held: { session: 'fixture', seq: 1, view: { ...view, engine: {} } },
    aheadMs: 0,
    settings: null,
  };
  const store = createStore<ConsoleData>(() => data);
  const page: Page = {
    store,
    ui: createUiStore(''),
    wall,
    ticker: createTicker(wall, 500),
    link: startLiveLink(fixtureTransport(null, 'down'), store, wall),
  };
  const html = renderToStaticMarkup(
    <MantineProvider>
      <PageProvider page={page}>
        {widget.draw(widget.defaults, {
          range: { kind: 'last', seconds },
          contextId: null,
          width: 700,
          height: 260,
          mode: 'desk',
        })}
      </PageProvider>
    </MantineProvider>,
  );
  return html.replaceAll(/<style.*?<\/style>/gs, '');
}

/** The load scene, of which only one execution is left, which began and ended this long ago. */
function ended(startedAgoMs: number, endedAgoMs: number): View {
  const view = scenes.load?.(NOW_MS) ?? emptyView;
  const [one] = Object.values(view.executions);
  if (one === undefined) throw new Error('the scene has no execution');
  const execution = {
    ...one,
    status: 'COMPLETED' as const,
    startedAt: instantOf(NOW_MS - startedAgoMs),
    endedAt: instantOf(NOW_MS - endedAgoMs),
  };
  return { ...view, executions: { [execution.executionId]: execution } };
}

describe.each(['wave-timeline', 'server-phases'])('%s of an execution that has ended', (type) => {
  test('within the range says how and how long ago', () => {
    const html = drawn(type, ended(2 * 3_600_000, 3_600_000));
    expect(html).toMatch(/Completed · ended <time[^>]*>1 h ago/);
    expect(html).toContain('<svg');
  });

  test('before the range is no picture, and leads to itself', () => {
    const html = drawn(type, ended(DAY_MS + 3_600_000, DAY_MS));
    expect(html).toContain('Nothing ran in the last 6 h.');
    expect(html).toMatch(/<button[^>]*>Last: .*, ended <time[^>]*>1 d ago/);
    expect(html).not.toContain('<svg');
  });

  test('of another day has dates in German too', () => {
    speak('de');
    const html = drawn(type, ended(DAY_MS + 3_600_000, DAY_MS), 7 * 86_400);
    expect(html).toMatch(/Abgeschlossen · Ende <time[^>]*>vor 1 d/);
  });
});

test('the axis of a wave timeline has dates where it is not of today', () => {
  expect(drawn('wave-timeline', ended(DAY_MS + 3_600_000, DAY_MS), 7 * 86_400)).toMatch(/>1[23] Mar \d\d:\d\d</);
  expect(drawn('wave-timeline', ended(60_000, 30_000))).not.toMatch(/>1\d Mar \d\d:\d\d</);
});

function anEntry(agoMs: number): JournalEntry {
  return {
    seq: 1,
    event: {
      at: instantOf(NOW_MS - agoMs),
      type: 'session.started',
      sessionId: 'one',
      version: '1',
      host: 'headless',
      previousEnd: 'clean',
      awaySeconds: null,
    },
  };
}

test('a feed without anything in its range says so, and when the last event was', () => {
  expect(drawn('event-feed', emptyView)).toContain('Nothing has happened yet.');
  feed.entries = [anEntry(2 * DAY_MS)] satisfies EventsRead['entries'][number][];
  const html = drawn('event-feed', emptyView);
  expect(html).toContain('Nothing in the last 6 h.');
  expect(html).toMatch(/Last event: <time[^>]*>2 d ago/);
  feed.entries = [anEntry(3_600_000)];
  expect(drawn('event-feed', emptyView)).not.toContain('Nothing');
});

function onePlan(obstacles: readonly PlanView['obstacles'][number]['code'][]): View {
  const view = scenes.load?.(NOW_MS) ?? emptyView;
  const [one] = Object.values((scenes.history?.(NOW_MS) ?? emptyView).plans);
  if (one === undefined) throw new Error('the scene has no plan');
  const plan: PlanView = {
    ...one,
    ready: false,
    readiness: 'cannot start: already running',
    obstacles: obstacles.map((code) => ({ code, short: code, message: code, serverIds: [] })),
  };
  return { ...view, plans: { [plan.planId]: plan } };
}

test('a plan that runs is running and not in trouble, unless something else stands in its way', () => {
  expect(drawn('readiness', onePlan(['plan-active', 'server-in-job']))).toContain('Running');
  expect(drawn('readiness', onePlan(['plan-active']))).not.toContain('cannot start');
  expect(drawn('readiness', onePlan(['plan-active', 'server-not-ready']))).toContain('cannot start');
});

test('what could be set leads to the settings, and a figure of nothing to the executions', () => {
  const plans = onePlan([]);
  expect(drawn('next-drills', plans)).toMatch(/<button[^>]*>Set in the settings/);
  const sources = (scenes.history?.(NOW_MS) ?? emptyView).sources;
  expect(drawn('drill-cost', { ...emptyView, sources })).toMatch(/<button[^>]*>.*No drill instance was left/s);
});

test('a trend begins where its points do, where the range is much longer', () => {
  const range = { fromMs: NOW_MS - 90 * DAY_MS, toMs: NOW_MS + 3_600_000 };
  const line = (atMs: number) => [{ key: 'a', label: 'a', points: [{ atMs, value: 1 }] }];
  expect(axisOf(line(NOW_MS - DAY_MS), range, NOW_MS)).toEqual({ fromMs: NOW_MS - DAY_MS * 1.05, toMs: NOW_MS });
  expect(axisOf(line(NOW_MS - 80 * DAY_MS), range, NOW_MS)).toBe(range);
  expect(axisOf(line(NOW_MS), range, NOW_MS).fromMs).toBe(NOW_MS - 3_600_000);
});
