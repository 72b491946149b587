import type { ExecutionWithServers } from '../../../shared/contract/executions';
import type { ContextId, ExecutionId } from '../../../shared/domain/primitives';
import type { Execution, Participant, View } from '../../../shared/domain/view';
import type { ActionName, Engine } from '../engine-api';
import type { Actor } from '../ports';
import { eventsAsOf } from './as-of';
import { runCommand } from './commands';
import { confirmed } from './freshness';
import type { Implementer } from './implementer';
import { pageBefore, pageOf } from './paging';
import { awsRefused, impossible, invalid, notFound } from './problems';

interface Asked {
  readonly executionId: ExecutionId;
  readonly context?: ContextId | undefined;
  readonly note?: string | undefined;
  readonly confirm?: string | undefined;
}

export function executionHandlers(os: Implementer, engine: Engine) {
  const { executions } = os;
  const action = (name: ActionName) => (input: Asked, actor: Actor) => act(engine, name, input, actor);
  const [resume, cancel, terminate, stop] = [action('resume'), action('cancel'), action('terminate'), action('stop')];
  return {
    list: executions.list.handler(({ input }) => {
      const view = engine.view();
      const from = momentOf(input.from, 'from');
      const to = momentOf(input.to, 'to');
      const wanted = Object.values(view.executions).filter(
        (execution) =>
          (input.status === undefined || execution.status === input.status) &&
          (input.type === undefined || execution.executionType.toUpperCase() === input.type.toUpperCase()) &&
          (input.plan === undefined || execution.planId === input.plan || execution.planName === input.plan) &&
          (input.context === undefined || execution.contextId === input.context) &&
          (from === null || startOf(execution) >= from) &&
          (to === null || startOf(execution) <= to),
      );
      const page = pageOf(wanted, input, (execution) => `${startOf(execution)} ${execution.executionId}`, 'descending');
      const servers = participantsOf(view);
      return {
        ...page,
        items: page.items.map((execution) => withServers(execution, servers.get(execution.executionId) ?? [], engine)),
      };
    }),
    get: executions.get.handler(({ input }) => {
      const execution = find(engine, input);
      return withServers(execution, participantsOf(engine.view()).get(execution.executionId) ?? [], engine);
    }),
    events: executions.events.handler(async ({ input }) => {
      const ofServer = input.server === undefined ? [] : [`server:${input.server}`];
      const executionId = input.recording === undefined ? find(engine, input).executionId : input.executionId;
      const read = await eventsAsOf(engine, input);
      return pageBefore(input, (before, limit) => read([...ofServer, `execution:${executionId}`], null, before, limit));
    }),
    resume: executions.resume.handler(({ input, context }) => resume(input, context.actor)),
    cancel: executions.cancel.handler(({ input, context }) => cancel(input, context.actor)),
    terminate: executions.terminate.handler(({ input, context }) => terminate(input, context.actor)),
    stop: executions.stop.handler(({ input, context }) => stop(input, context.actor)),
  };
}

function find(engine: Engine, { executionId, context }: Asked): Execution {
  const execution = engine.view().executions[executionId];
  if (execution === undefined || (context !== undefined && execution.contextId !== context))
    throw notFound('execution', executionId);
  return execution;
}

/** Sorts and filters: an execution that has not started counts from when it was first seen. */
function startOf(execution: Execution): string {
  return execution.startedAt ?? execution.observedAt;
}

/** Any form of ISO 8601 in, ours out, so that instants compare as text. */
function momentOf(text: string | undefined, field: string): string | null {
  if (text === undefined) return null;
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw invalid('executions.invalid', field, 'not a moment in ISO 8601');
  return new Date(ms).toISOString();
}

function participantsOf(view: View): Map<ExecutionId, Participant[]> {
  const byExecution = new Map<ExecutionId, Participant[]>();
  for (const participant of Object.values(view.participants)) {
    const known = byExecution.get(participant.executionId);
    if (known === undefined) byExecution.set(participant.executionId, [participant]);
    else known.push(participant);
  }
  return byExecution;
}

/** What REST answers: servers inside their waves, and how fresh each fact is. */
function withServers(execution: Execution, participants: readonly Participant[], engine: Engine): ExecutionWithServers {
  const { sources } = engine.view();
  const nowMs = engine.ports.clock.nowMs();
  const fresh = <T extends Execution | Participant>(fact: T) => confirmed(fact, execution.contextId, sources, nowMs);
  const servers = [...participants].sort((one, other) => (one.serverName < other.serverName ? -1 : 1));
  return {
    ...fresh(execution),
    waves: execution.waves.map((wave) => ({
      ...wave,
      servers: servers.filter((server) => server.waveNumber === wave.waveNumber).map(fresh),
    })),
  };
}

/** Nobody acts on a real recovery by a slip of the hand: its plan has to be named. A drill is acted on at once. */
function requireConfirmation({ executionType, planName }: Execution, confirm: string | undefined): void {
  if (executionType.toUpperCase() === 'DRILL') return;
  if (confirm === undefined)
    throw impossible(
      'execution.confirm-required',
      `This is a real recovery: repeat the request with "confirm" set to the name of its plan, ${planName}.`,
    );
  if (confirm.trim() !== planName)
    throw impossible(
      'execution.confirm-wrong',
      `“${confirm}” is not the name of this plan, which is ${planName}. Nothing was asked of the platform.`,
    );
}

/** Asks the platform. Its own words are the answer; what comes of it arrives through the sources. */
function act(engine: Engine, name: ActionName, input: Asked, actor: Actor) {
  const { executionId, note } = input;
  const contextId = engine.view().executions[executionId]?.contextId;
  return runCommand(
    engine,
    { command: `executions.${name}`, need: 'act', actor, executionId, contextId, note },
    async (commandId) => {
      const execution = find(engine, input);
      if (!engine.settings().features['execution-actions'])
        throw impossible(
          'feature.off',
          'This console only observes. An administrator can switch “Actions on executions” on under Settings, Capabilities.',
        );
      const { allowed, why } = execution.actions[name];
      if (!allowed) throw impossible(`execution.cannot-${name}`, why ?? `This execution cannot be asked to ${name} now.`);
      requireConfirmation(execution, input.confirm);
      const reply = await engine.inside.act(name, execution);
      if (!reply.ok) throw awsRefused(reply.error);
      return { ...reply.value, value: { commandId, ...reply.value } };
    },
  );
}
