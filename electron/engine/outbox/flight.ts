import type { ConsoleEvent } from '../../../shared/domain/events';
import type { Attempt } from '../../../shared/domain/notifications/delivery';
import { type Instant, instantOf } from '../../../shared/domain/primitives';
import type { Result } from '../../../shared/lib/result';
import type { SendOutcome } from '../channels/channel';
import type { Ports } from '../ports';
import type { Recorder } from '../state/recorder';
import { type Attempts, type NotSent, outcomeOf, type Ready } from './attempt';
import type { Entry } from './entry';
import type { OutboxTables } from './tables';
import { type Verdict, verdictOn } from './verdict';

/** What came of an attempt to send, every step of it committed. */
export type Landing =
  | { readonly kind: 'tried'; readonly outcome: SendOutcome; readonly verdict: Verdict }
  | { readonly kind: 'not-sent'; readonly why: NotSent }
  /** Nothing was done: journal or key store cannot be used now, or the console stops. */
  | { readonly kind: 'not-recorded' };

export interface Flights {
  fly(entry: Entry, stop: AbortSignal): Promise<Landing>;
  /** Settles an attempt of an earlier session whose end nobody knows: again at once, or visibly given up. */
  interrupted(entry: Entry): Promise<Verdict>;
}

export interface FlightParts {
  readonly ports: Pick<Ports, 'clock' | 'wall' | 'random'>;
  readonly tables: OutboxTables;
  readonly recorder: Pick<Recorder, 'record' | 'owe'>;
  readonly attempts: Attempts;
  /** Whether the receiver drops a repeat with the same key. */
  readonly deduplicates: (carrier: Entry['carrier']) => boolean;
}

interface Took {
  readonly startedAt: Instant;
  readonly latencyMs: number | null;
}

export function createFlights({ ports, tables, recorder, attempts, deduplicates }: FlightParts): Flights {
  const { clock, wall, random } = ports;

  /** Committed before the call: whoever restarts knows that this one is ambiguous. */
  async function recordSending(entry: Entry, { content }: Ready, wallAt: Instant): Promise<boolean> {
    const { deliveryId } = entry;
    if (content.isNew) tables.stage(deliveryId, { content });
    if (entry.ambiguous > 0 && !deduplicates(entry.carrier)) tables.stage(deliveryId, { mayBeRepeat: true });
    const attempt = entry.attempts + 1;
    const recorded = await recorder.record([{ type: 'delivery.sending', at: clock.now(), deliveryId, attempt, wallAt }]);
    if (recorded.ok) entry.attempts = attempt;
    return recorded.ok;
  }

  async function record(entry: Entry, outcome: SendOutcome, verdict: Verdict, took: Took): Promise<void> {
    const { deliveryId, threadKey, destination } = entry;
    if (outcome.thread !== null) tables.stage(deliveryId, { thread: { threadKey, destination, ref: outcome.thread } });
    const attempt: Attempt = {
      number: entry.attempts,
      startedAt: took.startedAt,
      latencyMs: took.latencyMs,
      outcome: outcome.outcome,
      status: outcome.status,
      reply: outcome.reply === null ? null : outcome.reply.slice(0, 2_000),
      providerId: outcome.providerId,
    };
    const event: ConsoleEvent = {
      type: 'delivery.attempted',
      at: clock.now(),
      deliveryId,
      attempt,
      state: verdict.state,
      reason: verdict.reason,
      nextAttemptAt: verdict.retryInMs === null ? null : instantOf(wall.nowMs() + verdict.retryInMs),
    };
    // It has happened, and nobody will say it again: what cannot be written now is owed.
    if (!(await recorder.record([event])).ok) recorder.owe([event]);
  }

  function judge(entry: Entry, outcome: SendOutcome): Verdict {
    if (outcome.outcome === 'ambiguous') entry.ambiguous += 1;
    const { carrier, ambiguous } = entry;
    const tried = { carrier, ambiguous, attempts: entry.attempts - entry.spent, deduplicates: deduplicates(carrier) };
    return verdictOn(tried, outcome, random);
  }

  async function send(entry: Entry, ready: Ready, stop: AbortSignal): Promise<Landing> {
    const startedAt = wall.now();
    if (stop.aborted || !(await recordSending(entry, ready, startedAt))) return { kind: 'not-recorded' };
    const begunMs = wall.monoMs();
    const outcome = await attempts.send(ready, entry.attempts, stop);
    const verdict = judge(entry, outcome);
    await record(entry, outcome, verdict, { startedAt, latencyMs: wall.monoMs() - begunMs });
    return { kind: 'tried', outcome, verdict };
  }

  return {
    async fly(entry, stop) {
      const prepared: Result<Ready, NotSent> = await attempts.prepare(entry);
      if (prepared.ok) return send(entry, prepared.value, stop);
      return prepared.error.isForNow === true ? { kind: 'not-recorded' } : { kind: 'not-sent', why: prepared.error };
    },
    async interrupted(entry) {
      const outcome = outcomeOf('ambiguous', 'The console ended before the answer came.');
      const judged = judge(entry, outcome);
      const verdict = judged.state === 'queued' ? { ...judged, retryInMs: 0 } : judged;
      await record(entry, outcome, verdict, { startedAt: wall.now(), latencyMs: null });
      return verdict;
    },
  };
}
