import { Command, Option } from 'commander';
import {
  addConsoleFlags,
  addRehearsalFlags,
  type ConsoleFlags,
  DEFAULT_PORT,
  gather,
  portOf,
  type RehearsalFlags,
} from '../host/flags';
import { type AuditCommands, addAudit } from './audit/add-audit';
import type { ServeFlags } from './serve';

export interface SimulateFlags extends RehearsalFlags {
  readonly port: number;
  readonly scenario: string;
  readonly start: string | undefined;
  readonly list: boolean;
}

export interface DoctorFlags extends Pick<ConsoleFlags, 'dataDir' | 'profile' | 'region' | 'endpointUrl' | 'passphraseFile'> {
  readonly port: number;
  readonly json: boolean;
}

export interface DetectFlags {
  readonly in: string;
  readonly out: string;
}

/** What the program can be asked to do; each answers the exit code. */
export interface Commands extends AuditCommands {
  serve(flags: ServeFlags): Promise<void>;
  simulate(flags: SimulateFlags): Promise<void>;
  doctor(flags: DoctorFlags): Promise<void>;
  detect(flags: DetectFlags): Promise<void>;
}

/** The `tocsin` command line. */
export function commandLine(version: string, commands: Commands): Command {
  const program = new Command('tocsin')
    .description('The operations console of a disaster-recovery war room.')
    .version(version)
    .allowExcessArguments()
    .action(() => {
      const known = program.commands.map((command) => command.name()).join(', ');
      const [unknown] = program.args;
      program.error(`${unknown === undefined ? 'no command given' : `there is no command ${unknown}`}. Allowed: ${known}`);
    });
  addServe(program, commands);
  addSimulate(program, commands);
  addDoctor(program, commands);
  addDetect(program, commands);
  addAudit(program, commands);
  return program;
}

function addServe(program: Command, { serve }: Commands): void {
  addConsoleFlags(program.command('serve').description('the console over HTTP and WebSocket; prints {"url","token"} first'))
    .option('--port <n>', 'where to listen; 0 picks a free port', portOf, DEFAULT_PORT)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--name <host>', 'further name by which browsers may call this server; may be given again', gather, [])
    .option('--tls-cert <file>', 'certificate chain (PEM), to serve https')
    .option('--tls-key <file>', 'its private key (PEM)')
    .option('--insecure-bind', 'listen on another address than loopback without TLS', false)
    .action((flags: ServeFlags) => serve(flags));
}

function addSimulate(program: Command, { simulate }: Commands): void {
  addRehearsalFlags(program.command('simulate').description('the AWS simulator alone, for any AWS client; prints {"url"} first'))
    .option('--port <n>', 'where to listen; 0 picks a free port', portOf, 0)
    .option('--scenario <name>', 'what is played', 'payroll-drill')
    .addOption(new Option('--start <instant>', 'simulated instant at which the trace begins (default: now)'))
    .option('--list', 'name all scenarios, variants and faults', false)
    .action((flags: SimulateFlags) => simulate(flags));
}

function addDoctor(program: Command, { doctor }: Commands): void {
  program
    .command('doctor')
    .description('what works on this machine, what does not, and what to do')
    .option('--json', 'as JSON', false)
    .option('--data-dir <dir>', 'where the console keeps its data')
    .option('--port <n>', 'the port to look at', portOf, DEFAULT_PORT)
    .option('--profile <name>', 'AWS profile to reach; may be given again', gather, [])
    .option('--region <name>', 'AWS region; may be given again', gather, [])
    .option('--endpoint-url <url>', 'where every AWS client dials instead of AWS')
    .option('--passphrase-file <file>', 'first line: the passphrase that seals stored secrets')
    .action((flags: DoctorFlags) => doctor(flags));
}

function addDetect(program: Command, { detect }: Commands): void {
  program
    .command('detect')
    .description('how unusual each row of CSV files (timestamp,value) is: writes them with a column anomaly_score, from 0 to 1')
    .requiredOption('--in <dir>', 'folder to read, with everything below it')
    .requiredOption('--out <dir>', 'folder to write to, laid out alike')
    .action((flags: DetectFlags) => detect(flags));
}
