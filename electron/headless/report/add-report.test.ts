import { Command } from 'commander';
import { expect, test } from 'vitest';
import { quietly, runCommandLine } from '../../host/command-line';
import { sentence } from '../../host/problem';
import { addReport } from './add-report';

/** What was asked for, or why nothing was. */
async function asked(line: string): Promise<unknown> {
  const calls: unknown[] = [];
  const program = new Command('tocsin');
  addReport(program, {
    report: async (flags) => void calls.push(['report', flags.definition, flags.format, flags.out, flags.asOf, flags.language]),
    verifyReport: async (file, { vkey, signature, bundle }) => void calls.push(['verify', file, vkey, signature, bundle]),
  });
  const ran = await runCommandLine(
    quietly(program, () => undefined),
    line.split(' '),
  );
  if (ran.ok) return calls[0];
  return ran.error.kind === 'wrong' ? sentence(ran.error.problem) : 'told';
}

test('flags of report and of report verify', async () => {
  expect(await asked('report --definition d.json --format pdf --out o.pdf --as-of 2026-04-01 --language de')).toEqual([
    'report',
    'd.json',
    'PDF',
    'o.pdf',
    '2026-04-01',
    'de',
  ]);
  expect(await asked('report verify o.pdf --vkey a --vkey b')).toEqual(['verify', 'o.pdf', ['a', 'b'], undefined, undefined]);
});

test.each([
  ['report', '--definition, --format, --out must be given.'],
  ['report --definition d --out o', '--format must be given.'],
  ['report --definition d --out o --format docx', 'Allowed: pdf, xlsx, csv, json, oscal.'],
  ['report --definition d --out o --format pdf --language fr', 'Allowed choices are en, de.'],
  ['report verify', "missing required argument 'file'"],
  ['report verify o --color red', "unknown option '--color'"],
])('%s is wrong usage, in one line', async (line, why) => {
  const said = await asked(line);
  expect(said).toContain(why);
  expect(said).not.toContain('\n');
});
