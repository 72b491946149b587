import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { ContextId } from '../../../shared/domain/primitives';
import { CHECK_KIND, CHECK_SOURCE } from '../../../shared/domain/setup/patterns';
import type { Step } from '../../../shared/domain/setup/plan';
import type { ConsoleState } from '../../../shared/domain/state';
import type { Wall } from '../ports';
import type { Site } from './driver';

export interface Check {
  readonly id: string;
  readonly title: string;
  readonly outcome: 'works' | 'fails';
  readonly message: string;
}

export interface VerifyOptions {
  readonly contextId: ContextId;
  readonly plan: readonly Step[];
  readonly site: Site;
  readonly state: () => ConsoleState;
  /** Asks the source that reads the queue to look at once. */
  readonly nudge: () => void;
  readonly wall: Wall;
  readonly explain: (error: unknown) => { readonly message: string };
  /** Ends the wait for the test event. */
  readonly signal: AbortSignal;
}

/** How long a test event may take to arrive. EventBridge takes a second, as a rule. */
const WAIT_MS = 30_000;
const LOOK_EVERY_MS = 100;

/**
 * Whether the set-up works: each part is as it should be, and a test event put on the bus arrives through rule, queue and the console's
 * own source. The platform's topics are not published to: people are subscribed to them.
 */
export async function verify(options: VerifyOptions): Promise<Check[]> {
  const parts = options.plan.map(({ id, resource, state, why }): Check => {
    const isRight = state === 'exists';
    return { id, title: resource.title, outcome: isRight ? 'works' : 'fails', message: why };
  });
  return [...parts, await testEvent(options)];
}

async function testEvent({ contextId, site, state, nudge, wall, explain, signal }: VerifyOptions): Promise<Check> {
  const check = { id: `${contextId}/test-event`, title: 'A test event arrives' };
  try {
    const put = await site.clients.events.send(
      new PutEventsCommand({
        Entries: [
          {
            Source: CHECK_SOURCE,
            DetailType: CHECK_KIND,
            Detail: JSON.stringify({ installation: site.installationId }),
          },
        ],
      }),
    );
    const [entry] = put.Entries ?? [];
    const eventId = entry?.EventId;
    if (eventId === undefined)
      return {
        ...check,
        outcome: 'fails',
        message: `EventBridge did not take the test event: ${entry?.ErrorMessage ?? 'no reason given'}`,
      };
    nudge();
    const begun = wall.monoMs();
    while (wall.monoMs() - begun < WAIT_MS) {
      if (eventId in state().messagesSeen)
        return { ...check, outcome: 'works', message: `It was in our queue after ${seconds(wall.monoMs() - begun)} s.` };
      await wall.sleep(LOOK_EVERY_MS, signal);
    }
    return {
      ...check,
      outcome: 'fails',
      message: `It did not arrive within ${WAIT_MS / 1000} s. See under Sources whether “Messages” is read, and whether the feature “Messages through the queue” is on.`,
    };
  } catch (error) {
    if (signal.aborted) return { ...check, outcome: 'fails', message: 'Cancelled before it arrived.' };
    return { ...check, outcome: 'fails', message: explain(error).message };
  }
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
