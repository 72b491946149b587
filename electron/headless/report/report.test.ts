import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ReportDocument, ReportSection } from '../../../shared/domain/reports/report-document';
import { defaultTrace } from '../../../shared/domain/testing/drill';
import { err, ok } from '../../../shared/lib/result';
import { lookIntoInbox } from '../../engine/audit/inbox';
import { lockDataDir } from '../../engine/journal/lock';
import { openReportSources } from '../../engine/reports/sources/open-sources';
import { anEngine } from '../../engine/testing/an-engine';
import { exitCodeOf, sentence } from '../../host/problem';
import { aDataDir, aProgram, type TestProgram } from '../../host/testing/a-program';
import { type ReportFlags, report } from './report';
import type { ReportCraft } from './report-craft';

const definition = {
  ReportId: 'drills',
  Name: 'Drills',
  Sections: [
    { Name: 'Metrics', Type: 'EXECUTION_METRICS', Configuration: { Period: 'ALL' } },
    { Name: 'Trail', Type: 'AUDIT_LOG', Configuration: { Period: 'ALL' } },
  ],
};

/** Writes every row as a line, and signs with its name. */
function craft(change: Partial<ReportCraft> = {}): ReportCraft {
  return {
    async write(format, document, path) {
      const text = `${format} ${document.language}\n${document.sections.flatMap(linesOf).join('\n')}\n`;
      writeFileSync(path, text);
      const sha256 = createHash('sha256').update(text).digest('hex');
      return ok({ bytes: text.length, sha256, rows: text.split('\n').length, notes: ['a note'] });
    },
    sign: async ({ name, written }) => ok(`signed ${name} ${written.sha256}\n`),
    ...change,
  };
}

function linesOf({ blocks, sections }: ReportSection): string[] {
  return [
    ...blocks.flatMap((block) => (block.kind === 'table' ? [...block.rows()].map((row) => JSON.stringify(row)) : [])),
    ...sections.flatMap(linesOf),
  ];
}

/** A data directory in which a console played the default drill and ended. */
async function aDrilledFolder(program: TestProgram): Promise<string> {
  const dataDir = aDataDir();
  const { engine } = await anEngine({ dataDir, options: { version: program.version } });
  expect(engine.commit(defaultTrace()).ok).toBe(true);
  await engine.stop('test');
  return dataDir;
}

async function run(dataDir: string, program: TestProgram, flags: Partial<ReportFlags> = {}, its: ReportCraft = craft()) {
  const out = join(program.place.home, 'out.json');
  writeFileSync(join(program.place.home, 'definition.json'), JSON.stringify(definition));
  return await report(
    {
      definition: join(program.place.home, 'definition.json'),
      format: 'JSON',
      out,
      dataDir,
      asOf: '2100-01-01',
      language: undefined,
      passphraseFile: undefined,
      ...flags,
    },
    program,
    its,
  );
}

const outOf = (program: TestProgram): string => readFileSync(join(program.place.home, 'out.json'), 'utf8');

function runsIn(dataDir: string, program: TestProgram): { because: string; file: { sha256: string; signed: boolean } }[] {
  const opened = openReportSources(dataDir, program.version, null);
  if (!opened.ok) throw new Error(opened.error.message);
  const all = { from: '1970-01-01T00:00:00.000Z', to: '9999-01-01T00:00:00.000Z', name: 'ALL', zone: 'UTC' };
  const entries = [...opened.value.sources.audit(JSON.parse(JSON.stringify(all)), ['report.changed'])];
  opened.value.close();
  return entries.map(({ data }) => JSON.parse(JSON.stringify(data.run)));
}

test('a report is made, signed and recorded with its hash; made again it takes the place of the first', async () => {
  const program = aProgram();
  const dataDir = await aDrilledFolder(program);
  for (const format of ['JSON', 'CSV'] as const)
    expect(await run(dataDir, program, { format, language: 'de' })).toEqual(ok(null));
  expect(outOf(program)).toMatch(/^CSV de\n\[/);
  const sha256 = createHash('sha256').update(outOf(program)).digest('hex');
  expect(readFileSync(join(program.place.home, 'out.json.sig'), 'utf8')).toBe(`signed out.json ${sha256}\n`);
  expect(runsIn(dataDir, program).map(({ because, file }) => [because, file.signed, file.sha256 === sha256])).toEqual([
    ['command-line', true, false],
    ['command-line', true, true],
  ]);
  expect(readdirSync(program.place.home).sort()).toEqual(['definition.json', 'out.json', 'out.json.sig']);
  expect(program.told.join('')).toContain(`sha256 ${sha256}`);
});

test('beside a running console the report is made and left to be recorded', async () => {
  const program = aProgram();
  const dataDir = await aDrilledFolder(program);
  const lock = lockDataDir(dataDir, 1);
  expect(await run(dataDir, program)).toEqual(ok(null));
  expect(lookIntoInbox(dataDir).requests.map(({ event }) => event.type)).toEqual(['report.run-changed']);
  expect(program.told.join('')).toContain('recorded by the running console');
  if (lock.ok) lock.value.release();
});

test('without a key it is made and says that it is not signed; a former signature goes', async () => {
  const program = aProgram();
  const dataDir = await aDrilledFolder(program);
  await run(dataDir, program);
  expect(await run(dataDir, program, {}, craft({ sign: async () => ok(null) }))).toEqual(ok(null));
  expect(readdirSync(program.place.home)).not.toContain('out.json.sig');
  expect(program.told.join('')).toContain('not signed');
});

test('what cannot be written, signed or recorded is not made, and what stood there stays', async () => {
  const program = aProgram();
  const dataDir = await aDrilledFolder(program);
  const asked = async (its: ReportCraft) => {
    writeFileSync(join(program.place.home, 'out.json'), 'before');
    const made = await run(dataDir, program, {}, its);
    expect(outOf(program)).toBe('before');
    expect(readdirSync(program.place.home).filter((name) => name.includes('.part-'))).toEqual([]);
    expect(made.ok ? 0 : exitCodeOf(made.error)).toBe(1);
    return made.ok ? '' : sentence(made.error);
  };
  expect(await asked(craft({ write: async () => err({ message: 'the disk is full' }) }))).toContain('the disk is full');
  expect(await asked(craft({ sign: async () => err({ code: 'passphrase', message: 'Wrong passphrase.', next: '' }) }))).toContain(
    'Wrong',
  );
  expect(runsIn(dataDir, program)).toEqual([]);
  const lock = lockDataDir(dataDir, 1);
  writeFileSync(join(dataDir, 'inbox'), 'no folder');
  expect(await asked(craft())).toContain('cannot be recorded');
  if (lock.ok) lock.value.release();
});

test('the id of a ready definition, of one of its own, and the base of a rehearsal will do', async () => {
  const program = aProgram();
  const dataDir = await aDrilledFolder(program);
  expect(await run(dataDir, program, { definition: 'soc2-availability' })).toEqual(ok(null));
  writeFileSync(join(dataDir, 'reports.json'), JSON.stringify({ version: 1, Reports: [{ ...definition, ReportId: 'own' }] }));
  expect(await run(dataDir, program, { definition: 'own', asOf: undefined })).toEqual(ok(null));
  const base = aDataDir();
  mkdirSync(join(base, 'rehearsal'));
  for (const name of readdirSync(dataDir).filter((one) => one.startsWith('journal')))
    writeFileSync(join(base, 'rehearsal', name), readFileSync(join(dataDir, name)));
  writeFileSync(join(base, 'rehearsal', 'trace.json'), JSON.stringify({ clock: 'c', start: 's' }));
  const seen: ReportDocument[] = [];
  const watching = craft();
  const made = await run(
    base,
    program,
    { asOf: undefined },
    {
      ...watching,
      write: (format, document, path) => {
        seen.push(document);
        return watching.write(format, document, path);
      },
    },
  );
  expect(made).toEqual(ok(null));
  expect([seen[0]?.rehearsal, seen[0]?.definition]).toEqual([true, definition]);
});

test.each<[string, Partial<ReportFlags>, string, 1 | 2]>([
  ['a definition that is nowhere', { definition: 'nobody' }, 'nobody is neither a file nor the id of a report here. Known: ', 2],
  ['a date that is none', { asOf: 'soon' }, '--as-of soon is neither', 2],
  ['a folder to write to', { out: '/tmp' }, '/tmp is a folder', 2],
  ['a folder that is not there', { out: '/nowhere/at/all/x.pdf' }, 'cannot be used (ENOENT)', 2],
  ['a data directory without journal', { dataDir: '/' }, 'There is no journal in /', 1],
])('%s is refused', async (_, flags, why, code) => {
  const program = aProgram();
  const made = await run(aDataDir(), program, flags);
  expect(made.ok ? '' : sentence(made.error)).toContain(why);
  expect(made.ok ? 0 : exitCodeOf(made.error)).toBe(code);
});

test.each<[string, string, string]>([
  ['no JSON', '{', 'is no JSON'],
  ['two definitions', JSON.stringify({ Reports: [definition, definition] }), 'has 2 definitions'],
  ['one bad field', JSON.stringify({ ...definition, Name: 7 }), 'Name: must be string, not number'],
  ['a framework nobody knows', JSON.stringify({ ...definition, Framework: 'X9' }), 'Framework: there is no framework X9'],
])('a file with %s is refused, and why', async (_, text, why) => {
  const program = aProgram();
  const file = join(program.place.home, 'bad.json');
  writeFileSync(file, text);
  const made = await run(aDataDir(), program, { definition: file });
  expect(made.ok ? '' : sentence(made.error)).toContain(why);
  expect(made.ok ? 0 : exitCodeOf(made.error)).toBe(2);
});
