import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aFolder } from '../../testing/a-folder';
import { openSegments } from './segments';

test('a new folder is no trouble, nor is one that was cleared away', () => {
  const folder = join(aFolder(), 'console', 'detection');
  const troubles: string[] = [];
  const segments = openSegments(folder, null, (message) => troubles.push(message));
  expect(segments.load()).toEqual({ states: [], fleets: {} });
  rmSync(folder, { recursive: true });
  segments.saveFleets({ ServerLag: { open: [], rates: { a: 1 } } });
  expect(segments.load().fleets).toEqual({ ServerLag: { open: [], rates: { a: 1 } } });
  expect(troubles).toEqual([]);
});

test('a data directory that is gone is not made again, and is told of', () => {
  const dataDir = join(aFolder(), 'console');
  const troubles: string[] = [];
  const segments = openSegments(join(dataDir, 'detection'), null, (message) => troubles.push(message));
  rmSync(dataDir, { recursive: true });
  segments.saveFleets({});
  expect(troubles).toEqual([expect.stringContaining('ENOENT')]);
});
