import type { PatternTest } from '../../../shared/contract/events';
import { compilePattern } from '../../../shared/domain/event-pattern/pattern';
import { jsonOf } from '../../../shared/domain/event-pattern/values';
import type { ContextId } from '../../../shared/domain/primitives';
import type { AwsContext } from '../aws/aws-context';
import { sourceErrorOf } from '../aws/errors';
import type { Engine } from '../engine-api';
import { refusalOf } from '../messaging/refusals';
import { describeRule, listRules, sendEvent, testPattern } from '../messaging/rules';
import { sampleEvents } from '../messaging/sample-events';
import { askAws, awsAsked, contextAsked } from './aws-calls';
import { done, runCommand } from './commands';
import type { Implementer } from './implementer';
import { pageOf } from './paging';
import { invalid, notFound } from './problems';

/** EventBridge takes entries of 256 KiB, counted with everything around the detail. */
const LONGEST_DETAIL = 250 * 1024;

export function busHandlers(os: Implementer, engine: Engine) {
  const { bus } = os;
  const { clock } = engine.ports;
  return {
    rules: bus.rules.handler(async ({ input }) => {
      const aws = awsAsked(engine, input.context);
      return askAws(
        engine,
        aws,
        async () => {
          const found = (await listRules(aws)).map((rule) => ({ rule, name: rule.Name ?? '' }));
          if (input.feeding === undefined) {
            // Targets are asked for rule by rule, so only for those that are shown.
            const page = pageOf(found, input, ({ name }) => name, 'ascending');
            return { ...page, items: await Promise.all(page.items.map(({ rule }) => describeRule(aws, rule, clock.now()))) };
          }
          const all = await Promise.all(found.map(({ rule }) => describeRule(aws, rule, clock.now())));
          const wanted = all.filter(({ feedsUs }) => feedsUs === (input.feeding === 'true'));
          return pageOf(wanted, input, ({ name }) => name, 'ascending');
        },
        refusalOf('the list of rules'),
      );
    }),
    samples: bus.samples.handler(() => ({ items: [...sampleEvents], nextToken: null })),
    testPattern: bus.testPattern.handler(({ input }) =>
      tryPattern(engine, input.pattern, eventAsked(input.sample, input.event), input.context),
    ),
    send: bus.send.handler(({ input, context: { actor } }) => {
      const contextId = contextAsked(engine, input.context);
      return runCommand(
        engine,
        { command: 'bus.send', need: 'act', actor, contextId, note: input.detailType },
        async (commandId) => {
          if (JSON.stringify(input.detail).length > LONGEST_DETAIL)
            throw invalid('event.too-long', 'detail', 'EventBridge takes events up to 256 kB');
          const aws = awsAsked(engine, contextId);
          const eventId = await askAws(engine, aws, () => sendEvent(aws, input), refusalOf(`the event “${input.detailType}”`));
          const message = `EventBridge has the event “${input.detailType}” as ${eventId}.`;
          return done(message, { commandId, outcome: 'accepted' as const, message, eventId });
        },
      );
    }),
  };
}

function eventAsked(
  sample: string | undefined,
  event: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, unknown>> {
  if (event !== undefined) return event;
  if (sample === undefined) throw invalid('pattern.no-event', 'event', 'give an event, or name a sample');
  const found = sampleEvents.find(({ id }) => id === sample);
  if (found === undefined) throw notFound('sample', sample);
  return found.event;
}

/** Our own answer costs nothing and says why; EventBridge's own is the one that counts. */
async function tryPattern(
  engine: Engine,
  given: unknown,
  event: Readonly<Record<string, unknown>>,
  context: ContextId | undefined,
): Promise<PatternTest> {
  const source = typeof given === 'string' ? jsonOf(given) : given;
  const pattern = compilePattern(source);
  if (!pattern.ok) {
    const notAsked = 'The pattern is not valid, so EventBridge was not asked.';
    return { matches: null, expected: null, problems: [...pattern.error], missed: [], notAsked };
  }
  const aws = awsAsked(engine, context);
  const ours = { expected: pattern.value.matches(event), problems: [], missed: [...pattern.value.missed(event)] };
  try {
    return { ...ours, matches: await testPattern(aws, source, await whole(aws, event)), notAsked: null };
  } catch (thrown) {
    const { profile, region } = aws.spec;
    const error = sourceErrorOf(thrown, { profile, region, wallNowMs: engine.ports.wall.nowMs() });
    return { ...ours, matches: null, notAsked: `${error.message} ${error.next}` };
  }
}

/** EventBridge tests whole events only; what a short one lacks is filled in. */
async function whole(aws: AwsContext, event: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>> {
  const frame = { version: '0', id: 'test', source: 'tocsin', 'detail-type': 'test', resources: [], detail: {} };
  const given = { ...frame, time: '2026-03-14T09:24:52Z', region: aws.spec.region, ...event };
  return 'account' in given ? given : { ...given, account: (await aws.identity()).accountId };
}
