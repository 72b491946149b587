import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../journal/database';
import { openPoints } from '../../telemetry/open-points';
import { aFolder } from '../../testing/a-folder';
import { fakePorts } from '../../testing/fakes';
import { settle } from '../../testing/manual-clock';

const hour = 3_600_000;

/** A file as version 1 left it: 100 hours of a lag, a point every five minutes. */
function aFormerFile(): string {
  const dataDir = aFolder();
  const database = openDatabase(join(dataDir, 'metrics.sqlite'));
  database.exec(`
    CREATE TABLE series (id INTEGER PRIMARY KEY, context TEXT NOT NULL, name TEXT NOT NULL, labels TEXT NOT NULL, UNIQUE (name, context, labels)) STRICT;
    CREATE TABLE points (series INTEGER NOT NULL, at INTEGER NOT NULL, value REAL NOT NULL, PRIMARY KEY (series, at)) STRICT, WITHOUT ROWID;
    INSERT INTO series VALUES (1, 'payroll@us-east-1', 'ReplicationLag', '{"server":"s-1"}'), (2, 'payroll@us-east-1', 'ReplicationLag', '{"server":"s-2"}');
    PRAGMA user_version = 1;
  `);
  const add = database.command('INSERT INTO points VALUES (?, ?, ?)');
  database.exec('BEGIN');
  for (let n = 0; n < 1_200; n += 1) for (const series of [1, 2]) add.run(series, n * 300_000, n % 12);
  database.exec('COMMIT');
  database.close();
  return dataDir;
}

test('points that an earlier console kept stay, and are answered by the hour', async () => {
  const points = openPoints(aFormerFile(), fakePorts());
  onTestFinished(points.close);
  const wanted = { name: 'ReplicationLag', contextId: null, labels: {}, fromMs: 0, toMs: 100 * hour };
  expect((await points.read(wanted)).map((series) => series.points.length)).toEqual([1_200, 1_200]);
  const found = await points.query({ ...wanted, stepMs: hour, aggregation: 'sum', by: [], lastsBecome: 'max' });
  expect(found[0]?.points.length).toBe(100);
  expect(new Set(found[0]?.points.map(({ value }) => value))).toEqual(new Set([132]));
  await settle();
  const again = await points.query({ ...wanted, stepMs: hour, aggregation: 'count', by: ['server'], lastsBecome: 'max' });
  expect(again.map((series) => series.points.reduce((sum, { value }) => sum + value, 0))).toEqual([1_200, 1_200]);
});
