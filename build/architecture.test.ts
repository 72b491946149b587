import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { casts, marks, realTime, tooLong, tooYoung } from './architecture/guards';
import { forbiddenImports } from './architecture/imports';
import { realTimeAndChance } from './architecture/rooms';
import { readSources, sourceOf } from './architecture/sources';

const root = fileURLToPath(new URL('..', import.meta.url));
const shipped = ['electron', 'shared', 'renderer'].flatMap((folder) => readSources(root, folder, ['.ts', '.tsx']));
const tools = readSources(root, 'build', ['.ts', '.mjs']).filter((source) => !source.path.startsWith('build/architecture'));

describe('the checkout', () => {
  test('imports only what the table of rooms allows', () => {
    expect(shipped.flatMap(forbiddenImports)).toEqual([]);
  });

  test('takes time, chance and ids from ports', () => {
    expect(shipped.flatMap(realTime)).toEqual([]);
  });

  test('uses nothing younger than Node 18.15 where the main process runs it', () => {
    expect(shipped.flatMap(tooYoung)).toEqual([]);
  });

  test('has no casts around the type checker', () => {
    expect(shipped.flatMap(casts)).toEqual([]);
  });

  test('has no unfinished marks', () => {
    expect([...shipped, ...tools].flatMap(marks)).toEqual([]);
  });

  test('has no file that outgrew its concern', () => {
    expect([...shipped, ...tools].flatMap(tooLong)).toEqual([]);
  });

  test('names no file in the exceptions that is gone', () => {
    const paths = new Set(shipped.map((source) => source.path));
    const entries = ['electron/main.ts', 'electron/headless.ts'];
    expect(Object.keys(realTimeAndChance).filter((path) => !paths.has(path) && !entries.includes(path))).toEqual([]);
  });
});

describe('the guards', () => {
  const complaints = (path: string, text: string): number => forbiddenImports(sourceOf(path, text)).length;

  test.each([
    ['shared/lib/a.ts', "import { b } from '../domain/b';"],
    ['shared/domain/a.ts', "import { readFile } from 'node:fs';"],
    ['shared/domain/a.ts', "import { oc } from '@orpc/contract';"],
    ['shared/contract/a.ts', "export { x } from '../../electron/engine/x';"],
    ['electron/engine/a.ts', "import { app } from 'electron';"],
    ['electron/engine/a.ts', "const { app } = await import('electron');"],
    ['electron/engine/a.ts', "import { simulate } from '../simulator/simulate';"],
    ['electron/engine/a.ts', "import type { W } from '../desktop/window';"],
    ['electron/engine/a.ts', "import { useState } from 'react';"],
    ['electron/engine/a.ts', "import fs from 'fs';"],
    ['electron/engine/a.ts', "import { aClock } from './testing/clock';"],
    ['electron/engine/sources/a.ts', "import { slack } from '../channels/slack';"],
    ['electron/simulator/a.ts', "import { commit } from '../engine/state/commit';"],
    ['electron/headless/a.ts', "import { tray } from '../desktop/tray';"],
    ['electron/desktop/a.ts', "import { serve } from '../headless/serve';"],
    ['electron/preload.ts', "import { View } from '../shared/domain/view';"],
    ['renderer/ui/a.tsx', "import { join } from 'node:path';"],
    ['renderer/ui/a.tsx', "import { engine } from '../../electron/engine/engine';"],
    ['renderer/ui/a.tsx', "import { Database } from 'libsql';"],
    ['renderer/features/alerts/a.tsx', "import { Row } from '../live/row';"],
    ['electron/attic/a.ts', 'export const a = 1;'],
  ])('%s may not say %s', (path, text) => {
    expect(complaints(path, text)).toBe(1);
  });

  test.each([
    [
      'shared/contract/a.ts',
      "import { z } from 'zod';\nimport { ok } from '../lib/result';\nimport { View } from '../domain/view';",
    ],
    ['electron/engine/a.ts', "import { join } from 'node:path';\nimport { DrsClient } from '@aws-sdk/client-drs';"],
    ['electron/engine/a.test.ts', "import { simulate } from '../simulator/simulate';\nimport { aClock } from './testing/clock';"],
    ['electron/headless.ts', "import { serve } from './headless/serve';\nimport { simulate } from './simulator/simulate';"],
    [
      'electron/preload.ts',
      "import { contextBridge } from 'electron';\nimport type { Bridge } from '../shared/contract/bridge';",
    ],
    [
      'renderer/features/live/a.tsx',
      "import { Badge } from '../../ui/badge';\nimport { Button } from '@mantine/core';\nimport './a.css';",
    ],
    ['electron/engine/b.ts', "// import { app } from 'electron'\n/* import { a } from '../desktop/a'; */"],
  ])('%s may say %s', (path, text) => {
    expect(forbiddenImports(sourceOf(path, text))).toEqual([]);
  });

  test.each([
    ['const a = Date.now();', realTime],
    ['const a = new Date();', realTime],
    ['const a = Math.random();', realTime],
    ['const a = list.toSorted();', tooYoung],
    ['const a = b as Thing;', casts],
    ['const a = b as unknown as Thing;', casts],
    [`// ${'TO'}${'DO'} later`, marks],
  ])('%s is reported', (text, guard) => {
    expect(guard(sourceOf('electron/engine/a.ts', text))).toHaveLength(1);
  });

  test.each([
    ['const a = new Date(now);', realTime],
    ['const a = [1] as const;', casts],
    ['const a = null as unknown;', casts],
    ["import {\n  a as B,\n} from './a';\nexport * as C from './c';", casts],
    ["const a = 'known as EC2 instances';", casts],
    ['// as Tocsin sees it, Date.now() is chance', casts],
  ])('%s is fine', (text, guard) => {
    expect(guard(sourceOf('electron/engine/a.ts', text))).toEqual([]);
  });
});
