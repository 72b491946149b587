import { isDeepStrictEqual } from 'node:util';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { NotificationSettings } from '../../../shared/domain/notifications/defaults';
import { err, ok, type Result } from '../../../shared/lib/result';
import type { WriteProblem } from '../notifications-api';
import type { NotificationStore } from '../outbox/outbox-api';
import type { Actor, Ports } from '../ports';
import type { DocumentError } from '../storage/document';
import { createTurns } from '../storage/turns';
import { auditable } from './auditable';
import { type NotificationFile, openNotificationFile, stillHolds } from './notification-file';
import { reveal } from './reveal';
import { createSecretKeeper, holdsValues, type SecretKeeper, withoutValues } from './secret-keeper';
import { ruleBroken } from './settings-rules';
import { invalidAt, problemOf } from './write-problem';

/** What a replacement came to; `event` is null where nothing changed. */
export interface Replaced {
  readonly settings: NotificationSettings;
  readonly event: ConsoleEvent | null;
}

export interface OpenNotificationStore extends NotificationStore {
  /** Replaces the whole. Nothing is half imported: on any failure settings, file and key store are as they were. */
  replace(next: unknown, etags: string | null, actor: Actor): Promise<Result<Replaced, WriteProblem>>;
  /** The value behind a reference, to be looked at and never to be told; null where the key store has none. */
  value(reference: string): Promise<string | null>;
}

export interface OpenedNotificationStore {
  readonly store: OpenNotificationStore;
  readonly movedAside: { readonly file: string; readonly reason: string } | null;
}

type StorePorts = Pick<Ports, 'clock' | 'wall' | 'secrets' | 'ids' | 'log'>;

export async function openNotificationStore(
  dataDir: string,
  ports: StorePorts,
): Promise<Result<OpenedNotificationStore, DocumentError>> {
  const opened = await openNotificationFile(dataDir, ports.wall.now());
  if (!opened.ok) return opened;
  const { file, movedAside } = opened.value;
  const keeper = createSecretKeeper(ports);
  let standIn = await takeInByHand(file, keeper, ports);
  const current = () => standIn ?? file.current();
  const inTurn = createTurns();
  return ok({
    movedAside,
    store: {
      current,
      etag: file.etag,
      reveal: (delivery) => reveal(delivery, current(), keeper),
      value: keeper.value,
      // Whoever comes second is told that the settings have changed.
      replace: (next, etags, actor) =>
        inTurn(async () => {
          const result = await replaceIn(file, keeper, next, etags, current());
          if (result.ok && result.value.after !== result.value.before) standIn = null;
          return told(result, actor, ports);
        }),
    },
  });
}

/**
 * Somebody may have typed secrets into the file itself: they do not stay there. Where they cannot leave it now, what is answered holds
 * in the file's place until the next replacement, so that nobody is shown them.
 */
async function takeInByHand(
  file: NotificationFile,
  keeper: SecretKeeper,
  { log }: StorePorts,
): Promise<NotificationSettings | null> {
  const held = file.current();
  if (!holdsValues(held)) return null;
  const taken = await keeper.takeIn(held, held);
  const written = taken.ok ? await file.write(taken.value.settings) : taken;
  if (written.ok) return null;
  log.warn({ reason: written.error.message }, 'secrets in notifications.json could not be moved to the key store');
  return taken.ok ? taken.value.settings : withoutValues(held);
}

interface Change {
  readonly before: NotificationSettings;
  readonly after: NotificationSettings;
}

async function replaceIn(
  file: NotificationFile,
  keeper: SecretKeeper,
  next: unknown,
  etags: string | null,
  before: NotificationSettings,
): Promise<Result<Change, WriteProblem>> {
  if (!stillHolds(etags, file.etag())) return err(changedMeanwhile);
  const read = readSettings(next, before);
  if (!read.ok) return read;
  const taken = await keeper.takeIn(read.value, before);
  if (!taken.ok) return taken;
  const { settings, added } = taken.value;
  if (isDeepStrictEqual(settings, before)) return ok({ before, after: before });
  const written = await file.write(settings);
  if (!written.ok) {
    await keeper.drop(added);
    return err({ code: 'not-writable', field: null, message: written.error.message });
  }
  await keeper.sweep(before, file.current());
  return ok({ before, after: file.current() });
}

const changedMeanwhile: WriteProblem = {
  code: 'conflict',
  field: null,
  message: 'Somebody changed the notification settings since they were read. Read them again, and repeat the change.',
};

/** `Defaults` that are not given stay as they are, so that a file of configurations alone can be imported. */
function readSettings(next: unknown, { Defaults }: NotificationSettings): Result<NotificationSettings, WriteProblem> {
  if (typeof next !== 'object' || next === null || !('Notifications' in next))
    return err(invalidAt(['Notifications'], 'give the list of configurations; an empty one where nobody is to be notified'));
  const parsed = NotificationSettings.safeParse({ Defaults, ...next });
  if (!parsed.success) return err(problemOf(parsed.error));
  const broken = ruleBroken(parsed.data);
  return broken === null ? ok(parsed.data) : err(broken);
}

function told(result: Result<Change, WriteProblem>, actor: Actor, { clock }: StorePorts): Result<Replaced, WriteProblem> {
  if (!result.ok) return result;
  const { before, after } = result.value;
  if (before === after) return ok({ settings: after, event: null });
  const event: ConsoleEvent = {
    type: 'notifications.changed',
    at: clock.now(),
    before: auditable(before),
    after: auditable(after),
    actor: actor.id,
  };
  return ok({ settings: after, event });
}
