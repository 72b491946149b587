import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { EngineOptions } from '../engine-api';
import { aFolder } from '../testing/a-folder';
import { at } from '../testing/events';
import { openSettings } from './settings-file';

async function open(dataDir: string, overrides: EngineOptions['featureOverrides'] = {}) {
  const opened = await openSettings(dataDir, overrides, at(0));
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

test('settings are kept, and fields the file lacks have their defaults', async () => {
  const dataDir = aFolder();
  writeFileSync(join(dataDir, 'settings.json'), '{"version":1,"theme":"light"}');
  const { store } = await open(dataDir);
  expect(store.current()).toMatchObject({ theme: 'light', alerts: { sound: true } });
  const replaced = await store.replace({ ...store.current(), alerts: { sound: false, doNotDisturb: true } });
  expect(replaced).toMatchObject({
    ok: true,
    value: { before: { alerts: { sound: true } }, after: { alerts: { sound: false } } },
  });
  expect((await open(dataDir)).store.current()).toMatchObject({ theme: 'light', alerts: { sound: false } });
});

test('a switch of the command line wins until the next start and never reaches the file', async () => {
  const dataDir = aFolder();
  const { store } = await open(dataDir, { 'native-alerts': false });
  expect(store.current().features['native-alerts']).toBe(false);
  await store.replace({ ...store.current(), theme: 'light' });
  expect(store.current().features['native-alerts']).toBe(false);
  expect((await open(dataDir)).store.current()).toMatchObject({ theme: 'light', features: { 'native-alerts': true } });
});

test.each(['{"version":', '{"version":7}', '[]'])('a file that says %s is moved aside and reported', async (text) => {
  const dataDir = aFolder();
  writeFileSync(join(dataDir, 'settings.json'), text);
  const { store, movedAside } = await open(dataDir);
  expect(store.current().theme).toBe('dark');
  expect(readFileSync(movedAside?.file ?? '', 'utf8')).toBe(text);
});

test('settings that cannot be written stay as they were', async () => {
  const dataDir = join(aFolder(), 'gone');
  const { store } = await open(dataDir);
  expect(await store.replace({ ...store.current(), theme: 'light' })).toMatchObject({
    ok: false,
    error: { code: 'not-writable' },
  });
  expect(store.current().theme).toBe('dark');
});

test('a file that can neither be understood nor be moved aside is told, and stays as it is', async () => {
  const dataDir = aFolder();
  const file = join(dataDir, 'settings.json');
  writeFileSync(file, 'not JSON');
  // A folder that is not empty stands where the file would go.
  mkdirSync(join(`${file}.invalid-${at(0).replaceAll(':', '-')}`, 'full'), { recursive: true });
  const opened = await openSettings(dataDir, {}, at(0));
  expect(opened).toMatchObject({
    ok: false,
    error: { code: 'not-writable', message: expect.stringMatching(/settings\.json cannot be understood/) },
  });
  expect(readFileSync(file, 'utf8')).toBe('not JSON');
});
