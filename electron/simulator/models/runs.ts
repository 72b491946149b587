import { unreachable } from '../../../shared/lib/unreachable';
import { AwsFault } from '../service';
import type { Cancel, SimulatedTime } from '../world';
import { createHistory, type History } from './runs-history';
import { createTokens } from './runs-tokens';

export type RunStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

export interface Run {
  readonly arn: string;
  readonly machineArn: string;
  readonly name: string;
  readonly input: unknown;
  /** Simulated epoch milliseconds, like `stoppedAt`. */
  readonly startedAt: number;
  readonly history: History;
  status: RunStatus;
  stoppedAt: number | null;
  output: unknown;
  error: string | null;
  cause: string | null;
}

/** What a machine's program asks of the service between two steps. */
export type Step =
  | { readonly kind: 'sleep'; readonly ms: number }
  | { readonly kind: 'token'; readonly token: string; readonly timeoutMs: number };
/** How a token was answered; null after a sleep. */
export type Answer =
  | { readonly kind: 'success'; readonly output: unknown }
  | { readonly kind: 'failure'; readonly error: string; readonly cause: string }
  | { readonly kind: 'timeout' }
  | null;
/** A machine's program: the states it passes through, written as straight code. Ends with the run's output, or throws `RunFailure`. */
export type Program = Generator<Step, unknown, Answer>;

/** The run ends FAILED with this error. */
export class RunFailure extends Error {
  override readonly name = 'RunFailure';
  constructor(
    readonly error: string,
    readonly reason: string,
  ) {
    super(`${error}: ${reason}`);
  }
}

export interface Machine {
  readonly arn: string;
  readonly name: string;
  readonly roleArn: string;
  readonly createdAt: number;
  readonly definition: string;
  readonly program: (run: Run) => Program;
}

export interface Runs {
  addMachine(machine: Machine): void;
  machines(): readonly Machine[];
  machine(arn: string): Machine;
  start(machineArn: string, name: string, input: unknown): Run;
  /** Takes in a run that has ended before; nobody is told. */
  adopt(run: Run): void;
  run(arn: string): Run;
  /** Newest first. */
  runsOf(machineArn: string): readonly Run[];
  answer(token: string, answer: Exclude<Answer, null>): void;
  /** Throws as `answer` does when nobody waits on the token any more. */
  checkToken(token: string): void;
  stop(arn: string, error: string | null, cause: string | null): number;
  /** Called whenever a run starts or ends. */
  onStatus(listener: (run: Run) => void): void;
}

export function createRuns(time: SimulatedTime): Runs {
  const machines = new Map<string, Machine>();
  const runs = new Map<string, Run>();
  const tokens = createTokens();
  const cancels = new Map<Run, Cancel>();
  const listeners: ((run: Run) => void)[] = [];
  const announce = (run: Run) => {
    for (const listener of listeners) listener(run);
  };

  function end(
    run: Run,
    status: Exclude<RunStatus, 'RUNNING'>,
    result: { output?: unknown; error?: string | null; cause?: string | null },
  ): void {
    if (run.status !== 'RUNNING') return;
    cancels.get(run)?.();
    cancels.delete(run);
    tokens.close(run);
    const { output = null, error = null, cause = null } = result;
    Object.assign(run, { status, output, error, cause, stoppedAt: time.now() });
    switch (status) {
      case 'SUCCEEDED':
        run.history.ended('ExecutionSucceeded', output);
        break;
      case 'FAILED':
        run.history.ended('ExecutionFailed', error, cause);
        break;
      case 'ABORTED':
        run.history.ended('ExecutionAborted', error, cause);
        break;
      case 'TIMED_OUT':
        run.history.ended('ExecutionTimedOut', error, cause);
        break;
      default:
        unreachable(status);
    }
    announce(run);
  }

  function drive(run: Run, program: Program, answer: Answer): void {
    if (run.status !== 'RUNNING') return;
    cancels.delete(run);
    try {
      const next = program.next(answer);
      if (next.done) end(run, 'SUCCEEDED', { output: next.value });
      else wait(run, program, next.value);
    } catch (failure) {
      if (!(failure instanceof RunFailure)) throw failure;
      end(run, 'FAILED', { error: failure.error, cause: failure.reason });
    }
  }

  function wait(run: Run, program: Program, step: Step): void {
    const goOn = (answer: Answer) => drive(run, program, answer);
    if (step.kind === 'sleep') {
      cancels.set(
        run,
        time.at(time.now() + step.ms, () => goOn(null)),
      );
      return;
    }
    const timeout = time.at(time.now() + step.timeoutMs, () => tokens.take(step.token)?.answer({ kind: 'timeout' }));
    tokens.wait(step.token, { run, answer: goOn });
    cancels.set(run, timeout);
  }

  const byArn = (arn: string) => {
    const run = runs.get(arn);
    if (run === undefined) throw new AwsFault('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    return run;
  };
  const machineByArn = (arn: string) => {
    const machine = machines.get(arn);
    if (machine === undefined) throw new AwsFault('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    return machine;
  };

  return {
    addMachine: (machine) => void machines.set(machine.arn, machine),
    machines: () => [...machines.values()],
    machine: machineByArn,
    start(machineArn, name, input) {
      const machine = machineByArn(machineArn);
      const arn = `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
      const before = runs.get(arn);
      if (before !== undefined) {
        // Starting again with the same input is idempotent while the first run goes on.
        if (before.status === 'RUNNING' && JSON.stringify(before.input) === JSON.stringify(input)) return before;
        throw new AwsFault('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
      }
      const history = createHistory(() => time.now());
      const run: Run = {
        arn,
        machineArn,
        name,
        input,
        startedAt: time.now(),
        history,
        status: 'RUNNING',
        stoppedAt: null,
        output: null,
        error: null,
        cause: null,
      };
      runs.set(arn, run);
      history.started(input, machine.roleArn);
      announce(run);
      drive(run, machine.program(run), null);
      return run;
    },
    adopt: (run) => void runs.set(run.arn, run),
    run: byArn,
    runsOf: (machineArn) =>
      [...runs.values()].filter((run) => run.machineArn === machineArn).sort((a, b) => b.startedAt - a.startedAt),
    checkToken: tokens.check,
    answer(token, answer) {
      tokens.check(token);
      const waiting = tokens.take(token);
      if (waiting === null) return;
      cancels.get(waiting.run)?.();
      // The state machine moves on by itself: the caller's reply does not wait for it.
      cancels.set(
        waiting.run,
        time.at(time.now(), () => waiting.answer(answer)),
      );
    },
    stop(arn, error, cause) {
      const run = byArn(arn);
      end(run, 'ABORTED', { error, cause });
      return run.stoppedAt ?? time.now();
    },
    onStatus: (listener) => void listeners.push(listener),
  };
}
