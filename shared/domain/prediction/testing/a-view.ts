import { ContextId, ExecutionId, instantOf, ServerId } from '../../primitives';
import type { Execution, Participant, PhaseSpan } from '../../view';

const contextId = ContextId.parse('payroll@us-east-1');
const nobody = { total: 0, waiting: 0, inProgress: 0, launched: 0, failed: 0, terminated: 0 };
const no = { allowed: false, why: null };

export function executionIdOf(number: number): ExecutionId {
  return ExecutionId.parse(`00000000-0000-4000-8000-${String(number).padStart(12, '0')}`);
}

/** An execution of "Payroll DR" with these facts. */
export function anExecution(number: number, facts: Partial<Execution>): Execution {
  return {
    executionId: executionIdOf(number),
    contextId,
    observedAt: instantOf(0),
    source: 'dynamodb-executions',
    planId: null,
    planName: 'Payroll DR',
    executionType: 'DRILL',
    status: 'RUNNING',
    detail: [],
    summary: '',
    accountId: '444455556666',
    region: 'us-east-1',
    initiatedBy: null,
    startedAt: null,
    endedAt: null,
    durationSeconds: null,
    totalWaves: facts.waves?.length ?? 0,
    currentWave: null,
    pausedBeforeWave: null,
    pausedSince: null,
    errorMessage: null,
    errorCode: null,
    runArn: null,
    runStatus: null,
    itemStatus: null,
    waves: [],
    counts: nobody,
    instancesRunning: [],
    actions: { resume: no, cancel: no, terminate: no, stop: no },
    ...facts,
  };
}

interface PartShape {
  readonly executionNumber: number;
  readonly index: number;
  readonly waveNumber: number;
  readonly jobMs: number;
  readonly nowMs: number;
  readonly wiggle: number;
  readonly isStuck: 'SNAPSHOT' | 'CONVERSION' | 'LAUNCH' | null;
  readonly usual: { readonly wait: number; readonly snapshot: number; readonly conversion: number; readonly launch: number };
}

/** One server's part as it stands at `nowMs`, and when it is launched in the end. */
export function aParticipant(shape: PartShape): { readonly participant: Participant; readonly launchedMs: number } {
  const { executionNumber, index, waveNumber, jobMs, nowMs, wiggle, isStuck, usual } = shape;
  const lengths = [
    ['SNAPSHOT', usual.snapshot],
    ['CONVERSION', usual.conversion],
    ['LAUNCH', usual.launch],
  ] as const;
  const phases: PhaseSpan[] = [];
  let at = jobMs + usual.wait * 1000;
  let phase: Participant['phase'] = 'WAITING';
  for (const [name, seconds] of lengths) {
    const end = isStuck === name ? Number.POSITIVE_INFINITY : at + seconds * wiggle * 1000;
    if (at <= nowMs) {
      phase = name;
      phases.push({ phase: name, startedAt: instantOf(at), endedAt: end <= nowMs ? instantOf(end) : null });
    }
    at = end;
  }
  const isLaunched = at <= nowMs;
  const id = executionIdOf(executionNumber);
  const sourceServerId = ServerId.parse(`s-${String(index).padStart(17, '0')}`);
  const participant: Participant = {
    id: `${id}/${sourceServerId}`,
    executionId: id,
    observedAt: instantOf(0),
    source: 'drs-jobs',
    waveNumber,
    sourceServerId,
    serverName: `server-${index}`,
    launchStatus: isLaunched ? 'LAUNCHED' : 'PENDING',
    phase: isLaunched ? 'LAUNCHED' : phase,
    phases,
    phaseSince: isLaunched ? instantOf(at) : (phases.at(-1)?.startedAt ?? null),
    attempt: null,
    recoveryInstanceId: null,
    instanceType: null,
    privateIp: null,
    error: null,
    rawError: null,
    lastEvent: null,
  };
  return { participant, launchedMs: at };
}
