import { err, ok, type Result } from '../../shared/lib/result';
import { seededChance } from './chance';
import { MAX_SPEED, MIN_SPEED } from './clock';
import { createFaults, type Faults } from './faults';
import { MOST_PAST } from './past/play-past';
import { allowAll, type Enforcer } from './policy/enforcer';
import { enforceShipped, readPolicyNames } from './policy/shipped';
import { switchFault } from './scenario/fault-name';
import { loadScenario } from './scenario/load';
import type { Scenario } from './scenario/schema';
import type { Operator } from './scenario/script';
import { SERVICE_IDS } from './services/registry';

/** What is played, and how. */
export interface PlayOptions {
  /** Name, file or generator: `payroll-drill`, `./my-drill.json`, `fleet?servers=400&executions=20`. */
  readonly scenario: string;
  readonly variant?: string | undefined;
  /** Simulated seconds per wall second, 1 to 600; default 60. */
  readonly speed?: number | undefined;
  /** Default `1`; the same seed plays the same trace. */
  readonly seed?: string | undefined;
  /** `H6`, `no-H6`, `drs:throttle`, `sqs:duplicate`. */
  readonly faults?: readonly string[];
  /** Default `script`. */
  readonly operator?: Operator | undefined;
  /** Names of shipped policies to enforce; none enforces nothing. */
  readonly policy?: readonly string[];
  /** Earlier drills that were played before the trace begins, 0 (the default) to 20. */
  readonly past?: number | undefined;
  /** Simulated instant of the trace's start, ISO 8601; default is the wall's, in whole seconds. */
  readonly start?: string | undefined;
}

export interface SimulatorProblem {
  readonly code:
    | 'scenario.unknown'
    | 'scenario.invalid'
    | 'variant.unknown'
    | 'fault.unknown'
    | 'policy.unknown'
    | 'speed.invalid'
    | 'start.invalid'
    | 'past.invalid'
    | 'port.taken';
  readonly message: string;
  /** The next step, one sentence. */
  readonly next: string;
}

/** The options, checked and with their defaults. Speed and faults change while the simulator runs and outlive a restart. */
export interface Settings {
  readonly scenario: Scenario;
  readonly variant: string | null;
  readonly operator: Operator;
  /** Earlier drills, and the scenario they were drills of: without the variant, which befalls only the trace. */
  readonly past: { readonly drills: number; readonly scenario: Scenario };
  readonly seed: string;
  /** Epoch milliseconds; null for the wall's time at launch. */
  readonly start: number | null;
  readonly enforce: Enforcer;
  readonly wireFaults: Faults;
  readonly platformFaults: Record<string, boolean>;
  speed: number;
}

export const DEFAULT_SPEED = 60;
const SEE_LIST = 'See `tocsin simulate --list`.';

export function readSettings(options: PlayOptions): Result<Settings, SimulatorProblem> {
  const { variant, operator = 'script', seed = '1', speed = DEFAULT_SPEED, past = 0 } = options;
  const scenario = loadScenario(options.scenario, variant);
  if (!scenario.ok) return err({ ...scenario.error, next: SEE_LIST });
  if (!(speed >= MIN_SPEED && speed <= MAX_SPEED)) {
    return err({
      code: 'speed.invalid',
      message: `Speed ${speed} is not between ${MIN_SPEED} and ${MAX_SPEED}.`,
      next: 'Choose one in between.',
    });
  }
  const start = options.start === undefined ? null : Date.parse(options.start);
  if (Number.isNaN(start)) {
    return err({
      code: 'start.invalid',
      message: `${options.start} is not an instant.`,
      next: 'Write it as 2026-03-14T09:00:00Z.',
    });
  }
  if (!(Number.isInteger(past) && past >= 0 && past <= MOST_PAST)) {
    return err({ code: 'past.invalid', message: `${past} earlier drills cannot be played.`, next: `Choose 0 to ${MOST_PAST}.` });
  }
  const usual = past === 0 || variant === undefined ? scenario : loadScenario(options.scenario);
  if (!usual.ok) return err({ ...usual.error, next: SEE_LIST });
  const enforce = readEnforcer(options.policy ?? []);
  if (!enforce.ok) return enforce;
  const wireFaults = createFaults(SERVICE_IDS, seededChance(`${seed}:faults`));
  const platformFaults = readFaults(options.faults ?? [], wireFaults);
  if (!platformFaults.ok) return platformFaults;
  return ok({
    scenario: scenario.value,
    variant: variant ?? null,
    operator,
    past: { drills: past, scenario: usual.value },
    seed,
    start,
    enforce: enforce.value,
    wireFaults,
    platformFaults: platformFaults.value,
    speed,
  });
}

function readEnforcer(policies: readonly string[]): Result<Enforcer, SimulatorProblem> {
  if (policies.length === 0) return ok(allowAll);
  const names = readPolicyNames(policies.join(','));
  if (names.ok) return ok(enforceShipped(names.value));
  return err({
    code: 'policy.unknown',
    message: `There is no policy ${names.error}.`,
    next: 'Known are observe, alert, setup, manage.',
  });
}

function readFaults(names: readonly string[], wire: Faults): Result<Record<string, boolean>, SimulatorProblem> {
  const platformFaults: Record<string, boolean> = {};
  const platform = (fault: string, on: boolean) => {
    platformFaults[fault] = on;
  };
  const unknown = names.find((name) => !switchFault(name, true, { wire, platform }));
  if (unknown !== undefined) return err({ code: 'fault.unknown', message: `There is no fault ${unknown}.`, next: SEE_LIST });
  return ok(platformFaults);
}
