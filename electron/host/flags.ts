import { type Command, InvalidArgumentError, Option } from 'commander';
import { featureList, type Settings } from '../../shared/domain/settings';

export const DEFAULT_PORT = 7717;
export const DEFAULT_SPEED = 60;
export const POLICIES = ['observe', 'alert', 'setup', 'manage'] as const;
export const OPERATORS = ['script', 'human'] as const;
export type Operator = (typeof OPERATORS)[number];

/** What is played, and how: the same for `serve --rehearse`, `simulate` and the window. */
export interface RehearsalFlags {
  readonly speed: number | undefined;
  readonly seed: string | undefined;
  readonly past: number | undefined;
  readonly variant: string | undefined;
  readonly fault: readonly string[];
  readonly operator: Operator | undefined;
  readonly policy: readonly string[];
}

/** What the console watches and where it keeps its data: the same for `serve` and the window. */
export interface ConsoleFlags extends RehearsalFlags {
  readonly dataDir: string | undefined;
  readonly profile: readonly string[];
  readonly region: readonly string[];
  readonly endpointUrl: string | undefined;
  readonly rehearse: string | undefined;
  readonly clock: string | undefined;
  readonly passphraseFile: string | undefined;
  readonly feature: Partial<Settings['features']>;
  readonly project: string;
  readonly environment: string;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
}

export function addRehearsalFlags(command: Command): Command {
  return command
    .option('--speed <x>', 'simulated seconds per second, 1 to 600 (default: 60)', speedOf)
    .option('--seed <text>', 'what chance is drawn from; the same seed plays the same trace')
    .option('--past <n>', 'drills that were played in the eleven days before, 0 to 20 (default: 0)', pastOf)
    .option('--variant <letter>', 'another course of the scenario, A to G', variantOf)
    .option('--fault <name>', 'something that goes wrong, such as H6 or drs:throttle; may be given again', gather, [])
    .addOption(new Option('--operator <who>', 'who plays the human acts of the trace').choices(OPERATORS))
    .option('--policy <list>', `enforce these shipped IAM policies, of ${POLICIES.join(',')}`, policiesOf, []);
}

export function addConsoleFlags(command: Command): Command {
  return addRehearsalFlags(command)
    .option('--data-dir <dir>', 'where the console keeps its data')
    .option('--profile <name>', 'AWS profile to watch; may be given again', gather, [])
    .option('--region <name>', 'AWS region to watch; may be given again (default: the profile’s own)', gather, [])
    .option('--endpoint-url <url>', 'where every AWS client dials instead of AWS', urlOf)
    .option('--rehearse <scenario>', 'play a drill in the built-in simulator, without an AWS account')
    .option('--clock <url>', 'follow the clock of a simulator started apart, which makes this a rehearsal', urlOf)
    .option('--passphrase-file <file>', 'first line: the passphrase that seals stored secrets (else TOCSIN_PASSPHRASE)')
    .option('--feature <name=on|off>', 'switch a capability until the next start; may be given again', featureOf, {})
    .option('--project <name>', 'project name of the orchestrator’s resources', 'aws-drs-orchestration')
    .option('--environment <name>', 'environment of the orchestrator’s resources', 'dev')
    .addOption(
      new Option('--log-level <level>', 'how much the log says').choices(['debug', 'info', 'warn', 'error']).default('info'),
    );
}

/** A port: 0 (any free one) to 65535. */
export function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('Allowed: 0 (any free port) to 65535.');
  return port;
}

export function gather(value: string, former: readonly string[]): string[] {
  return [...former, value];
}

function speedOf(text: string): number {
  const speed = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || speed < 1 || speed > 600) throw new InvalidArgumentError('Allowed: 1 to 600.');
  return speed;
}

function pastOf(text: string): number {
  const past = Number(text);
  if (!/^\d{1,2}$/.test(text) || past > 20) throw new InvalidArgumentError('Allowed: 0 to 20.');
  return past;
}

function variantOf(text: string): string {
  if (!/^[A-G]$/i.test(text)) throw new InvalidArgumentError('Allowed: A, B, C, D, E, F, G.');
  return text.toUpperCase();
}

function policiesOf(text: string, former: readonly string[]): string[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !POLICIES.some((policy) => policy === name));
  if (unknown !== undefined) throw new InvalidArgumentError(`Allowed, joined by commas: ${POLICIES.join(', ')}.`);
  return [...former, ...names];
}

function urlOf(text: string): string {
  try {
    const url = new URL(text);
    if (url.protocol === 'http:' || url.protocol === 'https:') return url.origin + (url.pathname === '/' ? '' : url.pathname);
  } catch {
    // told below, in the same words as a wrong protocol
  }
  throw new InvalidArgumentError('Allowed: an http or https address such as http://127.0.0.1:4599.');
}

function featureOf(text: string, former: Partial<Settings['features']>): Partial<Settings['features']> {
  const [, name = '', value = ''] = /^([^=]+)=(on|off)$/.exec(text) ?? [];
  if (!isFeature(name))
    throw new InvalidArgumentError(`Allowed: one of ${Object.keys(featureList).join(', ')}, then =on or =off.`);
  return { ...former, [name]: value === 'on' };
}

function isFeature(name: string): name is keyof typeof featureList {
  return Object.hasOwn(featureList, name);
}
