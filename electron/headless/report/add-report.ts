import { type Command, InvalidArgumentError, Option } from 'commander';
import { ReportFormat } from '../../../shared/domain/reports/report-configuration';
import { gather } from '../../host/flags';
import type { ReportFlags } from './report';

export interface VerifyReportFlags {
  /** Where it is not `<file>.sig`. */
  readonly signature: string | undefined;
  /** Keys that are trusted. */
  readonly vkey: readonly string[];
  /** An audit bundle that must hold the run. */
  readonly bundle: string | undefined;
}

export interface ReportCommands {
  report(flags: ReportFlags): Promise<void>;
  verifyReport(file: string, flags: VerifyReportFlags): Promise<void>;
}

/** Said as options: what `report` itself needs, `report verify` does not. */
interface Given extends Omit<ReportFlags, 'definition' | 'format' | 'out'> {
  readonly definition: string | undefined;
  readonly format: ReportFormat | undefined;
  readonly out: string | undefined;
}

/** `tocsin report …` and `tocsin report verify FILE`. */
export function addReport(program: Command, { report, verifyReport }: ReportCommands): void {
  const command = program
    .command('report')
    .description('makes one report of a data directory, offline, beside a running console or without one')
    .option('--definition <file or id>', 'a file with its definition, or the id of one of the console’s, or of a ready one')
    .option('--format <format>', 'pdf, xlsx, csv, json or oscal', formatOf)
    .option('--out <file>', 'the file to write; its signature is written beside it')
    .option('--data-dir <dir>', 'where the console keeps its data; the base of a rehearsal will do')
    .option('--as-of <time>', 'what “last month” is counted from: a date or a moment (default: now)')
    .addOption(new Option('--language <language>', 'of the report (default: the console’s)').choices(['en', 'de']))
    .option('--passphrase-file <file>', 'first line: the passphrase that seals stored secrets (else TOCSIN_PASSPHRASE)')
    .action(async (given: Given) => {
      const { definition, format, out } = given;
      const missing = Object.entries({ definition, format, out }).flatMap(([name, value]) => (value === undefined ? [name] : []));
      if (definition === undefined || format === undefined || out === undefined)
        return command.error(`error: ${missing.map((name) => `--${name}`).join(', ')} must be given`);
      await report({ ...given, definition, format, out });
    });
  command
    .command('verify')
    .description('whether a report is as it was made, and by whom: 0 it is, 1 it is not')
    .argument('<file>')
    .option('--signature <file>', 'its signature, where it does not lie beside it')
    .option('--vkey <key>', 'verifier key that is trusted; may be given again', gather, [])
    .option('--bundle <path>', 'audit bundle whose log must hold the making of this file')
    .action((file: string, flags: VerifyReportFlags) => verifyReport(file, flags));
}

function formatOf(text: string): ReportFormat {
  const read = ReportFormat.safeParse(text.toUpperCase());
  if (read.success) return read.data;
  throw new InvalidArgumentError(`Allowed: ${ReportFormat.options.map((one) => one.toLowerCase()).join(', ')}.`);
}
