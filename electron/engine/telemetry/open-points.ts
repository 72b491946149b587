import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Database, openDatabase } from '../journal/database';
import type { Ports } from '../ports';
import { createPointStore, type PointStore, pointTables } from './point-store';

const VERSION = 1;

/**
 * Opens `metrics.sqlite`: a file of its own beside the journal, so that what is forgotten after two weeks never bloats what is kept for
 * years. A file that is damaged or of a newer console is set aside, and where no file can be had the points live in memory: they are
 * a convenience that fills up again, never a reason not to start.
 */
export function openPoints(dataDir: string, { log, wall }: Pick<Ports, 'log' | 'wall'>): PointStore {
  const onTrouble = (message: string): void => log.warn({ reason: message }, 'metrics could not be kept');
  const file = join(dataDir, 'metrics.sqlite');
  const aside = `${file}.damaged-${wall.now().replaceAll(':', '-')}`;
  const ways = [() => open(file), () => open(afterSettingAside(file, aside)), () => open(':memory:')];
  for (const way of ways) {
    try {
      return createPointStore(way(), onTrouble);
    } catch (thrown) {
      onTrouble(String(thrown));
    }
  }
  throw new Error('Not even a database in memory could be opened.');
}

function open(file: string): Database {
  const database = openDatabase(file);
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    const version = database.query('PRAGMA user_version', z.object({ user_version: z.number() })).first()?.user_version ?? 0;
    if (version > VERSION) throw new Error(`the metrics have version ${version}, this program knows ${VERSION}`);
    if (version === 0) database.exec(`BEGIN; ${pointTables} PRAGMA user_version = ${VERSION}; COMMIT;`);
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
