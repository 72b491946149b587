import { counted } from '../../reconcile/words';
import type { Execution } from '../../view';
import type { Alert } from '../alert';
import type { Cause, Evidence } from '../incident';
import { byAlert, type CauseRule, type CauseScene, causeOf } from './cause-rule';

/** Executions that failed by themselves rather than by their servers: the orchestration died, timed out, was refused. */
export const endedExecutions: CauseRule = {
  names: ['execution-failed'],
  look: (scene) =>
    scene.alerts.flatMap((alert) => {
      const execution = alert.name === 'execution-failed' ? scene.executionOf(alert) : undefined;
      return execution === undefined ? [] : suspects(alert, execution, scene);
    }),
};

function suspects(alert: Alert, execution: Execution, scene: CauseScene): readonly Cause[] {
  const evidence = [byAlert(alert), ...ofExecution(execution), ...ofRun(execution, scene)];
  const subject = { kind: 'execution', id: execution.planId ?? execution.executionId, name: execution.planName };
  if (execution.status === 'TIMED_OUT') {
    return [
      causeOf({ causeId: 'run-timed-out', title: `The run of ${execution.planName} timed out`, score: 0.85, subject, evidence }),
    ];
  }
  const error = runErrorOf(execution, scene);
  const said = error ?? execution.errorCode;
  const hasFailedServers = execution.counts.failed > 0 || scene.alerts.some(({ name }) => name === 'server-launch-failed');
  const hasDied = execution.detail.includes('orchestration-died');
  // A run also fails because its servers did: then they are the cause, and this is how it shows.
  const score = hasFailedServers ? (hasDied ? 0.5 : 0.3) : hasDied ? 0.9 : 0.7;
  return [
    causeOf({
      causeId: 'orchestration-died',
      title: `The orchestration of ${execution.planName} failed${said === null ? '' : `: ${said}`}`,
      score,
      subject: said === null ? subject : { kind: 'orchestration', id: said, name: said },
      evidence,
    }),
  ];
}

function runErrorOf({ executionId }: Execution, { world }: CauseScene): string | null {
  return world.state.executions[executionId]?.run?.fact.error ?? null;
}

function ofExecution({ executionId, summary, endedAt, counts, errorMessage }: Execution): Evidence[] {
  const said = errorMessage === null ? '' : `: ${errorMessage}`;
  return [
    {
      text: `${summary}; ${counts.launched} of ${counted(counts.total, 'server')} launched, ${counts.failed} failed${said}`,
      at: endedAt,
      ref: { kind: 'execution', id: executionId },
    },
  ];
}

/** The last thing the run did, and what it died of. */
function ofRun({ executionId }: Execution, { world }: CauseScene): Evidence[] {
  const facts = world.state.executions[executionId];
  const run = facts?.run?.fact;
  const last = facts?.steps.filter(({ error }) => error !== null).at(-1);
  const because = run?.cause == null ? '' : `: ${run.cause.replace(/\s+/g, ' ').slice(0, 200)}`;
  return [
    ...(run === undefined || run.error === null
      ? []
      : [
          {
            text: `The run ended with ${run.error}${because}`,
            at: run.stoppedAt,
            ref: { kind: 'execution' as const, id: executionId },
          },
        ]),
    ...(last === undefined
      ? []
      : [
          {
            text: `${last.type} ${last.stateName ?? ''}: ${last.error}`,
            at: last.at,
            ref: { kind: 'log' as const, id: executionId },
          },
        ]),
  ];
}
