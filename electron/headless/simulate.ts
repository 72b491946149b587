import { err, ok, type Result } from '../../shared/lib/result';
import { DEFAULT_SPEED } from '../host/flags';
import { simulatorProblem } from '../host/own-simulator';
import type { Problem } from '../host/problem';
import type { Program } from '../host/program';

import { listText } from '../simulator/scenario/list';
import { startSimulator } from '../simulator/simulator';
import type { SimulateFlags } from './commands';

/** `tocsin simulate`: the simulated AWS alone, until the process is asked to end. Prints `{"url"}` first. */
export async function simulate(flags: SimulateFlags, program: Program): Promise<Result<void, Problem>> {
  if (flags.list) {
    program.tell(listText());
    return ok(undefined);
  }
  const started = await startSimulator({
    port: flags.port,
    scenario: flags.scenario,
    speed: flags.speed ?? DEFAULT_SPEED,
    variant: flags.variant,
    seed: flags.seed,
    past: flags.past,
    faults: flags.fault,
    operator: flags.operator,
    policy: flags.policy,
    start: flags.start,
    onBug: (problem) => program.complain(`tocsin: the simulator failed: ${String(problem)}\n`),
  });
  if (!started.ok) return err(simulatorProblem(started.error, '--scenario'));
  program.tell(`${JSON.stringify({ url: started.value.url, scenario: flags.scenario, speed: flags.speed ?? DEFAULT_SPEED })}\n`);
  await new Promise<void>((resolve) => {
    if (program.ending.aborted) resolve();
    else program.ending.addEventListener('abort', () => resolve(), { once: true });
  });
  await started.value.stop();
  return ok(undefined);
}
