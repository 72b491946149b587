import { err, ok, type Result } from '../../shared/lib/result';
import { unreachable } from '../../shared/lib/unreachable';
import type { SimulatorProblem } from '../simulator/settings';
import { startSimulator } from '../simulator/simulator';
import { DEFAULT_SPEED, type Operator, type RehearsalFlags } from './flags';
import type { Problem } from './problem';
import type { Program } from './program';
import type { OwnSimulator } from './rehearsal';

/**
 * The simulator of a rehearsal, in this process, on a free port of loopback. Its trace is held until the console listens. Its
 * complaints about flags name the flag.
 */
export async function startOwnSimulator(
  flags: RehearsalFlags & { readonly rehearse: string | undefined },
  operator: Operator,
  program: Pick<Program, 'complain'>,
): Promise<Result<OwnSimulator, Problem>> {
  const started = await startSimulator({
    scenario: flags.rehearse ?? '',
    speed: flags.speed ?? DEFAULT_SPEED,
    variant: flags.variant,
    seed: flags.seed,
    past: flags.past,
    faults: flags.fault,
    policy: flags.policy,
    operator,
    held: true,
    onBug: (problem) => program.complain(`tocsin: the simulator failed: ${String(problem)}\n`),
  });
  if (!started.ok) return err(simulatorProblem(started.error, '--rehearse'));
  return ok({ url: started.value.url, stop: started.value.stop });
}

/**
 * What the simulator refuses to start with, as a mistake of the command line or of the machine. `scenarioFlag` is the flag that
 * names the scenario.
 */
export function simulatorProblem(problem: SimulatorProblem, scenarioFlag: '--scenario' | '--rehearse'): Problem {
  const { code, message, next } = problem;
  switch (code) {
    case 'port.taken':
      return { code, message, next };
    case 'scenario.unknown':
    case 'scenario.invalid':
      return { code: 'flag', message: `${scenarioFlag}: ${message}.`, next };
    case 'variant.unknown':
      return { code: 'flag', message: `--variant: ${message}.`, next };
    case 'fault.unknown':
      return { code: 'flag', message: `--fault: ${message}`, next };
    case 'policy.unknown':
      return { code: 'flag', message: `--policy: ${message}`, next };
    case 'past.invalid':
      return { code: 'flag', message: `--past: ${message}`, next };
    case 'speed.invalid':
      return { code: 'flag', message: `--speed: ${message}`, next };
    case 'start.invalid':
      return { code: 'flag', message: `--start: ${message}`, next };
    default:
      return unreachable(code);
  }
}
