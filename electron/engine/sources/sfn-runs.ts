import { DescribeExecutionCommand, type ExecutionListItem, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import type { ConsoleEvent } from '../../../shared/domain/events';
import type { Run } from '../../../shared/domain/facts';
import { msOf } from '../../../shared/domain/primitives';
import type { ExecutionFacts } from '../../../shared/domain/state';
import { isMissing } from '../aws/errors';
import { runArn } from '../aws/platform-names';
import { isBusy } from './activity';
import { isNews } from './news';
import type { Unreadable } from './normalise/normalised';
import { executionIdOf, run } from './normalise/run';
import { rawOf } from './raw';
import { newSteps } from './run-history';
import { defineSource, type Reading } from './source';
import { machineArn } from './state-machine';

/** Runs looked at beside those that are open, newest first: history at the start, later those that began and ended between two readings. */
const newest = 100;
/** Runs described in one reading; the rest waits for the next. */
const maxDescribed = 30;
/** Step Functions keeps runs this long after their end. */
const keptMs = 90 * 86_400_000;
/** How long a list may show a run as open after its end. */
const laggingMs = 60_000;
/** How long after its end a run's history is completed. */
const settlingMs = 10 * 60_000;
/** How long an execution may wait for its run to appear. */
const youngMs = 3_600_000;

/** The orchestrator's runs: authoritative for whether an execution is alive. */
export const sfnRuns = defineSource({
  id: 'sfn-runs',
  title: 'Step Functions runs',
  chip: 'SFN',
  everySeconds: ({ view, contextId }) => (isBusy(view, contextId) ? 15 : 60),
  async read(reading) {
    const machine = await machineArn(reading);
    const running = await listRuns(reading, machine, 'RUNNING');
    const recent = await listRuns(reading, machine, 'any');
    const ended = recent.filter((entry) => isUnsettled(reading, entry.executionArn ?? '') && entry.status !== 'RUNNING');
    const wanted = new Set([
      ...openOrNamed(reading, machine, running),
      ...ended.filter(isFailure).map((entry) => entry.executionArn ?? ''),
    ]);
    const described = await describeAll(reading, [...wanted]);
    const isDescribed = new Set(described.map((entry) => entry.executionArn));
    const runs = [...running, ...ended.filter((entry) => !isDescribed.has(entry.executionArn)), ...described];
    const { events, unreadable } = observations(reading, runs);
    const open = running.map((entry) => entry.executionArn ?? '');
    const closed = runs.map((entry) => entry.executionArn ?? '').filter((arn) => !open.includes(arn));
    const steps = await newSteps(reading, { open, closed: [...new Set([...closed, ...unfinishedHistories(reading)])] });
    return { events: [...events, ...steps], unreadable };
  },
});

function observations(reading: Reading, runs: readonly object[]): { events: ConsoleEvent[]; unreadable: Unreadable[] } {
  const { core, contextId, at } = reading;
  const events: ConsoleEvent[] = [];
  const unreadable: Unreadable[] = [];
  for (const raw of runs) {
    const read = run(raw);
    if (!read.ok) unreadable.push(read.error);
    else if (isNews(core.state().executions[read.value.executionId]?.run, read.value) && !isEcho(reading, read.value)) {
      // Input and output carry the plan and, at pauses, the task token; the run's own words are enough.
      const { input: _input, output: _output, ...words }: Record<string, unknown> = { ...raw };
      events.push({ type: 'run.observed', at, contextId, source: 'sfn-runs', run: read.value, raw: rawOf(words) });
    }
  }
  return { events, unreadable };
}

/** A list may still call a run RUNNING that a message has already told to have ended: lists lag. Later it would be a redrive. */
function isEcho({ core, at }: Reading, run: Run): boolean {
  const stoppedAt = core.state().executions[run.executionId]?.run?.fact.stoppedAt ?? null;
  return run.status === 'RUNNING' && stoppedAt !== null && msOf(at) - msOf(stoppedAt) < laggingMs;
}

/** Runs that ended a moment ago, as a message may have told, and whose history was not read to its end. */
function unfinishedHistories({ core, contextId, at }: Reading): readonly string[] {
  return Object.values(core.state().executions).flatMap(({ contextId: owner, run, steps }) => {
    if (owner !== contextId || run === null || run.fact.stoppedAt === null) return [];
    const isRecent = msOf(at) - msOf(run.fact.stoppedAt) < settlingMs;
    const isRead = /^Execution(Succeeded|Failed|Aborted|TimedOut)$/.test(steps.at(-1)?.type ?? '');
    return isRecent && !isRead ? [run.fact.runArn] : [];
  });
}

async function listRuns(
  { aws, signal }: Reading,
  machine: string,
  status: 'RUNNING' | 'any',
): Promise<readonly ExecutionListItem[]> {
  const found: ExecutionListItem[] = [];
  let nextToken: string | undefined;
  do {
    const answer = await aws.sfn.send(
      new ListExecutionsCommand({
        stateMachineArn: machine,
        ...(status === 'RUNNING' ? { statusFilter: 'RUNNING' } : {}),
        maxResults: status === 'RUNNING' ? 1000 : newest,
        ...(nextToken === undefined ? {} : { nextToken }),
      }),
      { abortSignal: signal },
    );
    found.push(...(answer.executions ?? []));
    nextToken = answer.nextToken;
  } while (nextToken !== undefined && (status === 'RUNNING' || found.length < newest));
  return found;
}

/** A list says that a run failed, but not of what. */
function isFailure(entry: ExecutionListItem): boolean {
  return entry.status !== 'SUCCEEDED' && entry.status !== 'RUNNING';
}

/** Runs not listed as running that were open when last seen, or that a young execution names and nobody has described; newest first. */
function openOrNamed(reading: Reading, machine: string, running: readonly ExecutionListItem[]): readonly string[] {
  const listed = new Set(running.map((entry) => entry.executionArn));
  return Object.values(reading.core.state().executions)
    .filter((facts) => facts.contextId === reading.contextId && isAskedFor(facts, reading))
    .sort((a, b) => (a.firstSeenAt < b.firstSeenAt ? 1 : -1))
    .map((facts) => facts.run?.fact.runArn ?? facts.item?.fact.runArn ?? runArn(machine, facts.executionId))
    .filter((arn) => !listed.has(arn));
}

/** Step Functions forgets runs after 90 days, so an old execution without one is asked for only when the console starts. */
function isAskedFor(facts: ExecutionFacts, { at, first }: Reading): boolean {
  if (facts.run !== null) return facts.run.fact.status === 'RUNNING';
  const ageMs = msOf(at) - msOf(facts.item?.fact.startedAt ?? facts.firstSeenAt);
  return ageMs < (first ? keptMs : youngMs);
}

/** An ended run says the same for ever. */
function isUnsettled({ core }: Reading, arn: string): boolean {
  const known = core.state().executions[executionIdOf(arn.split(':').at(-1) ?? '')]?.run;
  return known === null || known === undefined || known.fact.status === 'RUNNING';
}

async function describeAll({ aws, signal }: Reading, arns: readonly string[]) {
  const described = await Promise.all(
    arns.slice(0, maxDescribed).map(async (executionArn) => {
      try {
        return [await aws.sfn.send(new DescribeExecutionCommand({ executionArn }), { abortSignal: signal })];
      } catch (error) {
        // A start that has not reached Step Functions, or a run older than the 90 days AWS keeps: not found is an answer.
        if (isMissing(error)) return [];
        throw error;
      }
    }),
  );
  return described.flat();
}
