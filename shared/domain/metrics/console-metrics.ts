import type { MetricInfo } from '../capacity/metric-list';

type Line = readonly [
  name: string,
  kind: MetricInfo['kind'],
  unit: MetricInfo['unit'],
  usual: MetricInfo['usual'],
  labels: readonly string[],
  text: string,
];

const plan = ['plan', 'planId'] as const;

/**
 * What the console measures by itself. `plan` is the plan's name and `planId` its id, where it is known; waves are called as people know
 * them (`Wave 1 Database`). To add one: a line here, and a collector in `electron/engine/metrics/collect`.
 */
export const consoleMetrics: readonly MetricInfo[] = [
  ...measured('context', [
    ['ExecutionsStarted', 'count', 'Count', 'sum', [...plan, 'type'], 'Executions that began.'],
    ['ExecutionsCompleted', 'count', 'Count', 'sum', [...plan, 'type'], 'Executions that completed.'],
    ['ExecutionsFailed', 'count', 'Count', 'sum', [...plan, 'type'], 'Executions that failed or timed out.'],
    ['ExecutionsCancelled', 'count', 'Count', 'sum', [...plan, 'type'], 'Executions that were cancelled or stopped.'],
    ['ExecutionsRunning', 'gauge', 'Count', 'max', [], 'Executions that run or wait in a pause.'],
    [
      'ExecutionDuration',
      'duration',
      'Seconds',
      'max',
      [...plan, 'type', 'execution'],
      'How long an execution has been running, pauses included; the last value stands at its end.',
    ],
    ['RecoveryTime', 'duration', 'Seconds', 'avg', [...plan, 'type'], 'From start to completion: the recovery time achieved.'],
    [
      'RecoveryPoint',
      'duration',
      'Seconds',
      'max',
      [...plan, 'server'],
      'How far a server’s replica was behind when its launch began: the recovery point achieved.',
    ],
    ['WaveDuration', 'duration', 'Seconds', 'avg', [...plan, 'wave'], 'From the start of a wave to its end.'],
    [
      'PhaseDuration',
      'duration',
      'Seconds',
      'avg',
      [...plan, 'wave', 'phase', 'server'],
      'How long a server spent in SNAPSHOT, CONVERSION or LAUNCH.',
    ],
    [
      'ServerRecoveryDuration',
      'duration',
      'Seconds',
      'avg',
      [...plan, 'wave', 'server'],
      'From a server’s first phase to its being launched.',
    ],
    ['ServersLaunched', 'count', 'Count', 'sum', [...plan, 'wave'], 'Servers that were launched.'],
    ['ServersFailed', 'count', 'Count', 'sum', [...plan, 'wave'], 'Servers whose launch failed.'],
    ['LaunchRetries', 'count', 'Count', 'sum', [...plan, 'wave'], 'Launches that failed and that DRS tried again.'],
    [
      'DrillInstancesRunning',
      'gauge',
      'Count',
      'max',
      [...plan, 'type'],
      'Recovery instances of drills that run, those left running among them.',
    ],
    [
      'ServerLag',
      'gauge',
      'Seconds',
      'max',
      ['server'],
      'How far a server’s replica is behind, as DRS says; when it changes, and every few minutes.',
    ],
    ['ServerBacklog', 'gauge', 'Bytes', 'max', ['server'], 'What a server still has to send, as DRS says.'],
    ['ServersReplicating', 'gauge', 'Count', 'min', [], 'Servers in continuous protection.'],
    ['ServersStalled', 'gauge', 'Count', 'max', [], 'Servers whose replication stalled.'],
    ['LongestLag', 'gauge', 'Seconds', 'max', [], 'The lag of the server that is furthest behind.'],
    ['ApiCalls', 'count', 'Count', 'sum', ['service'], 'Calls to AWS.'],
    ['ApiErrors', 'count', 'Count', 'sum', ['service', 'code'], 'Calls that AWS refused or that got no answer.'],
    ['ApiThrottles', 'count', 'Count', 'sum', ['service'], 'Calls that AWS turned away for being too many.'],
    ['ApiLatency', 'duration', 'Seconds', 'avg', ['service'], 'Mean time from asking to the answer, long polls left out.'],
    [
      'LogPatternLines',
      'count',
      'Count',
      'sum',
      ['logGroup', 'pattern'],
      'Error lines that have this in common, dated when they were read; of the 200 patterns with the most lines.',
    ],
    ['SourceAge', 'gauge', 'Seconds', 'max', ['source'], 'Time since a source last answered.'],
    ['AlertsRaised', 'count', 'Count', 'sum', ['severity', 'kind'], 'Alerts that were raised.'],
    ['AlertsOpen', 'gauge', 'Count', 'max', [], 'Alerts that wait for an answer.'],
    ['TimeToAcknowledge', 'duration', 'Seconds', 'avg', ['severity'], 'From an alert to its being acknowledged.'],
    ['TimeToResolve', 'duration', 'Seconds', 'avg', ['severity'], 'From an alert to its being resolved.'],
    [
      'IncidentTimeToAcknowledge',
      'duration',
      'Seconds',
      'avg',
      ['severity', 'person', 'rule', 'plan'],
      'From an incident to somebody’s taking it for the first time; `person` is whoever did.',
    ],
    [
      'IncidentTimeToResolve',
      'duration',
      'Seconds',
      'avg',
      ['severity', 'person', 'rule', 'plan'],
      'From an incident to its end; `person` is whoever had it.',
    ],
  ]),
  ...measured('console', [
    ['MessagesDelivered', 'count', 'Count', 'sum', ['carrier'], 'Messages that the other side took.'],
    ['MessagesFailed', 'count', 'Count', 'sum', ['carrier'], 'Messages that became dead letters.'],
    ['MessagesQueued', 'gauge', 'Count', 'max', [], 'Messages that wait or are on their way.'],
    ['DeliveryLatency', 'duration', 'Seconds', 'avg', ['carrier'], 'From the decision to send to the other side’s word.'],
    ['EngineCpu', 'gauge', 'Percent', 'avg', [], 'Processor time of this program; 100 is one core.'],
    ['EngineMemory', 'gauge', 'Bytes', 'max', [], 'Memory of this program.'],
    ['EventLoopDelay', 'gauge', 'Seconds', 'max', [], 'How late this program got its turn: 99 of 100 turns were earlier.'],
    ['JournalEvents', 'count', 'Count', 'sum', [], 'Events recorded in the journal.'],
    ['JournalAppendTime', 'duration', 'Seconds', 'max', [], 'The longest append to the journal in a minute.'],
    ['ViewersConnected', 'gauge', 'Count', 'max', [], 'Windows, browsers and walls that follow the live stream.'],
    [
      'EventsPerSecond',
      'gauge',
      'Count',
      'max',
      [],
      'Events recorded in a second, mean over the time since the last sample (wall clock).',
    ],
  ]),
];

function measured(of: MetricInfo['of'], lines: readonly Line[]): MetricInfo[] {
  return lines.map(([name, kind, unit, usual, labels, text]) => ({
    name,
    unit,
    kind,
    usual,
    statistic: usual === 'sum' ? 'Sum' : 'Maximum',
    from: 'the console',
    of,
    labels: [...labels],
    text,
  }));
}
