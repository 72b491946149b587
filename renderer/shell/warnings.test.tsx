import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { startLiveLink } from '../bridge/live-link';
import type { Wall } from '../bridge/wall';
import { speak } from '../language/language';
import type { ConsoleData } from '../store/console-store';
import { PageProvider } from '../store/page';
import { createTicker } from '../store/ticker';
import { createUiStore } from '../store/ui-store';
import { fixtureTransport } from '../testing/fixture-client';
import { scenes } from '../testing/scenes';
import { WarningChip } from './warning-chip';
import { WarningStrip } from './warning-strip';

const nowMs = Date.parse('2026-03-14T09:24:00.000Z');
const wall: Wall = { nowMs: () => nowMs, after: () => () => undefined, unit: () => 0.5 };
const keyFile = { code: 'key-file', message: 'Secrets are sealed with a key in a file.', next: 'Unlock a keyring.' };
const disk = { code: 'disk-low', message: 'The disk is nearly full.', next: 'Make room.' };

afterEach(() => speak('en'));

/** Strip and chip while these warnings hold and those codes were read. */
function drawn(warnings: readonly (typeof disk)[], seenWarnings: readonly string[]): { strip: string; chip: string } {
  const view = scenes.idle?.(nowMs);
  const engine = view?.engine.engine;
  if (view === undefined || engine === undefined) throw new Error('the scene has no engine');
  const data: ConsoleData = {
    connection: { kind: 'connecting' },
    held: {
      session: 'fixture',
      seq: 1,
      view: { ...view, engine: { ...view.engine, engine: { ...engine, warnings: [...warnings] } } },
    },
    aheadMs: 0,
    settings: null,
  };
  const store = createStore<ConsoleData>(() => data);
  const ui = createUiStore('');
  ui.setState({ seenWarnings });
  // A static drawing reads the first state of a store.
  const page = {
    store,
    ui: { ...ui, getInitialState: ui.getState },
    wall,
    ticker: createTicker(wall, 500),
    link: startLiveLink(fixtureTransport(null, 'down'), store, wall),
  };
  const html = (shown: ReactNode): string =>
    renderToStaticMarkup(
      <MantineProvider>
        <PageProvider page={page}>{shown}</PageProvider>
      </MantineProvider>,
    ).replaceAll(/<style.*?<\/style>/gs, '');
  return { strip: html(<WarningStrip />), chip: html(<WarningChip />) };
}

test('a warning nobody has read takes a line, and no chip yet', () => {
  const { strip, chip } = drawn([keyFile], []);
  expect(strip).toContain(keyFile.message);
  expect(strip).toContain('Seen');
  expect(chip).not.toContain('warning');
});

test.each([
  ['en', '2 warnings'],
  ['de', '2 Warnungen'],
] as const)('once read it is a chip that stays, in %s', (language, words) => {
  speak(language);
  const { strip, chip } = drawn([keyFile, disk], ['key-file', 'disk-low']);
  expect(strip).not.toContain('<section');
  expect(chip).toContain(words);
});

test('a new warning takes a line again, alone; the read one stays a chip', () => {
  const { strip, chip } = drawn([keyFile, disk], ['key-file']);
  expect(strip).toContain(disk.message);
  expect(strip).not.toContain(keyFile.message);
  expect(chip).toContain('1 warning');
});

test('a chip goes with the cause of its warning', () => {
  expect(drawn([], ['key-file']).chip).not.toContain('warning');
});
