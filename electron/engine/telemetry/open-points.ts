import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, openDatabase } from '../journal/database';
import { prepareTables } from '../metrics/store/tables';
import type { Ports } from '../ports';
import { createPointStore, type PointStore } from './point-store';

/**
 * Opens `metrics.sqlite`: a file of its own beside the journal, so that what is soon forgotten never bloats what is kept for years. A file that is damaged or of a newer console is set aside, and where no file can be had the points live in memory: they are
 * a convenience that fills up again, never a reason not to start.
 */
export function openPoints(dataDir: string, { log, wall }: Pick<Ports, 'log' | 'wall'>): PointStore {
  const onTrouble = (message: string): void => log.warn({ reason: message }, 'metrics could not be kept');
  const file = join(dataDir, 'metrics.sqlite');
  const aside = `${file}.damaged-${wall.now().replaceAll(':', '-')}`;
  const ways = [() => open(file), () => open(afterSettingAside(file, aside)), () => open(':memory:')];
  for (const way of ways) {
    try {
      return createPointStore(way(), onTrouble, wall.monoMs);
    } catch (thrown) {
      onTrouble(String(thrown));
    }
  }
  throw new Error('Not even a database in memory could be opened.');
}

function open(file: string): Database {
  const database = openDatabase(file);
  try {
    prepareTables(database);
    return database;
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}

function afterSettingAside(file: string, aside: string): string {
  for (const suffix of ['', '-wal', '-shm']) if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
  return file;
}
