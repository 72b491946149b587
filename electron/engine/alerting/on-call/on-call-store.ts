import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { noOnCall, OnCallSettings } from '../../../../shared/domain/alerting/on-call/settings';
import type { Instant } from '../../../../shared/domain/primitives';
import { isWithinDepth } from '../../../../shared/lib/depth';
import { err, ok, type Result } from '../../../../shared/lib/result';
import { stillHolds } from '../../notifications/notification-file';
import { createSecretKeeperOf, holdsValues } from '../../notifications/secret-keeper';
import { invalidAt, problemOf } from '../../notifications/write-problem';
import type { WriteProblem } from '../../notifications-api';
import type { Actor, Ports } from '../../ports';
import type { Recorder } from '../../state/recorder';
import { type DocumentError, openDocument } from '../../storage/document';
import { createTurns } from '../../storage/turns';

const File = z.object({ version: z.literal(1), counter: z.number().int().default(0), settings: OnCallSettings });

/** `on-call.json`: people, schedules and policies, references in place of secrets. */
export interface OnCallStore {
  /** One object as long as nothing changes. */
  current(): OnCallSettings;
  /** Strong validator, the same after a restart. */
  etag(): string;
  /** Replaces the whole; nothing is half written. `ifMatch`: what the writer read, null writes over whatever is there. */
  replace(sent: unknown, ifMatch: string | null, actor: Actor): Promise<Result<OnCallSettings, WriteProblem>>;
  /** Changes what holds then, whatever it is: null where there is nothing to change. */
  change(
    make: (current: OnCallSettings) => OnCallSettings | null,
    actor: Actor,
  ): Promise<Result<OnCallSettings | null, WriteProblem>>;
  /** The value behind a reference; null where the key store has none. */
  value(reference: string): Promise<string | null>;
}

export interface OpenedOnCall {
  readonly store: OnCallStore;
  readonly movedAside: { readonly file: string; readonly reason: string } | null;
}

interface Options {
  readonly dataDir: string;
  readonly ports: Pick<Ports, 'clock' | 'secrets' | 'ids' | 'log'>;
  /** Wall clock: part of the name of a file that is moved aside. */
  readonly now: Instant;
  readonly owe: Recorder['owe'];
}

const DEEPEST = 20;

export async function openOnCallStore({ dataDir, ports, now, owe }: Options): Promise<Result<OpenedOnCall, DocumentError>> {
  const opened = await openDocument(join(dataDir, 'on-call.json'), File, { version: 1, counter: 0, settings: noOnCall }, now);
  if (!opened.ok) return opened;
  const { document, movedAside } = opened.value;
  const keeper = createSecretKeeperOf(ports, (settings) => OnCallSettings.parse(settings));
  const current = () => document.current().settings;
  const inTurn = createTurns();

  function etag(): string {
    const { counter, settings } = document.current();
    return `"${counter}-${createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, 16)}"`;
  }

  async function write(next: OnCallSettings, actor: Actor | null): Promise<Result<OnCallSettings, WriteProblem>> {
    const before = current();
    const taken = await keeper.takeIn(next, before);
    if (!taken.ok) return taken;
    const { settings, added } = taken.value;
    if (isDeepStrictEqual(settings, before)) return ok(before);
    const written = await document.change(({ counter }) => ({ version: 1, counter: counter + 1, settings }));
    if (!written.ok) {
      await keeper.drop(added);
      return err({ code: 'not-writable', field: null, message: written.error.message });
    }
    await keeper.sweep(before, settings);
    if (actor !== null)
      owe([{ type: 'on-call.changed', at: ports.clock.now(), before, after: settings, actor: actor.id }], actor);
    return ok(settings);
  }

  // Somebody may have typed secrets into the file itself: they do not stay there.
  if (holdsValues(current())) {
    const moved = await write(current(), null);
    if (!moved.ok) ports.log.warn({ reason: moved.error.message }, 'secrets in on-call.json could not be moved to the key store');
  }

  return ok({
    movedAside,
    store: {
      current,
      etag,
      value: keeper.value,
      replace: (sent, ifMatch, actor) =>
        inTurn(async () => {
          if (!stillHolds(ifMatch, etag())) return err(changedMeanwhile);
          if (!isWithinDepth(sent, DEEPEST)) return err(invalidAt([], 'It is nested too deeply.'));
          const parsed = OnCallSettings.safeParse(sent);
          if (!parsed.success) return err(problemOf(parsed.error));
          return write(parsed.data, actor);
        }),
      change: (make, actor) =>
        inTurn(async () => {
          const next = make(current());
          if (next === null) return ok(null);
          // A file that could not be read at the next start would cost everybody on call.
          const parsed = OnCallSettings.safeParse(next);
          return parsed.success ? write(parsed.data, actor) : err(problemOf(parsed.error));
        }),
    },
  });
}

const changedMeanwhile: WriteProblem = {
  code: 'conflict',
  field: null,
  message: 'Somebody changed who is on call since it was read. Read it again, and repeat the change.',
};
