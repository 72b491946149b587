import { err, ok, type Result } from '../../shared/lib/result';
import { startSimulator } from '../simulator/simulator';
import { DEFAULT_SPEED, type Operator, type RehearsalFlags } from './flags';
import type { Problem } from './problem';
import type { Program } from './program';
import type { OwnSimulator } from './rehearsal';

/** The simulator of a rehearsal, in this process, on a free port of loopback. Its complaints about flags name the flag. */
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
    faults: flags.fault,
    policy: flags.policy,
    operator,
    onBug: (problem) => program.complain(`tocsin: the simulator failed: ${String(problem)}\n`),
  });
  if (!started.ok) return err(simulatorProblem(started.error));
  return ok({ url: started.value.url, stop: started.value.stop });
}

/** What the simulator refuses to start with, as a mistake of the command line or of the machine. */
export function simulatorProblem({
  code,
  message,
  next,
}: {
  readonly code: string;
  readonly message: string;
  readonly next: string;
}): Problem {
  const flag = FLAGS[code];
  if (code === 'port.taken') return { code: 'port.taken', message, next };
  return { code: flag === undefined ? 'simulator' : 'flag', message: flag === undefined ? message : `${flag}: ${message}`, next };
}

const FLAGS: Readonly<Record<string, string>> = {
  'scenario.unknown': 'scenario',
  'scenario.invalid': 'scenario',
  'variant.unknown': '--variant',
  'fault.unknown': '--fault',
  'policy.unknown': '--policy',
  'speed.invalid': '--speed',
  'start.invalid': '--start',
};
