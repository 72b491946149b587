import type { Command } from 'commander';
import type { ExportFlags } from './export';
import type { KeyFlags } from './key';

export interface AuditCommands {
  exportEvidence(flags: ExportFlags): Promise<void>;
  tellKey(flags: KeyFlags): Promise<void>;
}

/** `tocsin audit …`: what works on the audit log from outside. Answers the command, for others to add theirs. */
export function addAudit(program: Command, { exportEvidence, tellKey }: AuditCommands): Command {
  const audit = program.command('audit').description('the audit log: evidence of it, its check, its key');
  audit
    .command('export')
    .description('writes everything that proves the log, up to its newest checkpoint; beside a running console or without one')
    .requiredOption(
      '--out <path>',
      'folder to write, or an archive where the name ends in .tar; only a former bundle is replaced',
    )
    .option('--data-dir <dir>', 'where the console keeps its data; the base of a rehearsal will do')
    .option('--passphrase-file <file>', 'first line: the passphrase that seals stored secrets (else TOCSIN_PASSPHRASE)')
    .action((flags: ExportFlags) => exportEvidence(flags));
  audit
    .command('key')
    .description('prints the verifier key of the log, for those who verify')
    .option('--data-dir <dir>', 'where the console keeps its data; the base of a rehearsal will do')
    .option('--rotate', 'begins a new key first; no console may be running there', false)
    .option('--reason <text>', 'why a new key begins; it is recorded')
    .option('--passphrase-file <file>', 'first line: the passphrase that seals stored secrets (else TOCSIN_PASSPHRASE)')
    .action((flags: KeyFlags) => tellKey(flags));
  return audit;
}
