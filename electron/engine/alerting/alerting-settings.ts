import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { settingsFaults } from '../../../shared/domain/alerting/quiet/check-settings';
import { AlertingSettings } from '../../../shared/domain/alerting/settings';
import type { Instant } from '../../../shared/domain/primitives';
import { isWithinDepth } from '../../../shared/lib/depth';
import { err, ok, type Result } from '../../../shared/lib/result';
import { etagOf } from '../boards/conditions';
import { stillHolds } from '../notifications/notification-file';
import { problemOf } from '../notifications/write-problem';
import type { WriteProblem } from '../notifications-api';
import type { Actor, Clock } from '../ports';
import type { Recorder } from '../state/recorder';
import { type DocumentError, openDocument } from '../storage/document';
import { createTurns } from '../storage/turns';
import { AlertingFile, emptyAlertingFile } from './alerting-file';

/** The operator's own settings of alerting. */
export interface AlertingSettingsStore {
  current(): AlertingSettings;
  etag(): string;
  /** Replaces the whole; `etag` is what the writer read, null writes over whatever is there. */
  replace(sent: unknown, etag: string | null, actor: Actor): Promise<Result<AlertingSettings, WriteProblem>>;
}

export interface OpenedAlertingSettings {
  readonly store: AlertingSettingsStore;
  readonly movedAside: { readonly file: string; readonly reason: string } | null;
}

interface Options {
  readonly dataDir: string;
  readonly clock: Pick<Clock, 'now'>;
  /** Wall clock: part of the name of a file that is moved aside. */
  readonly now: Instant;
  readonly owe: Recorder['owe'];
}

const DEEPEST = 20;

const changedMeanwhile: WriteProblem = {
  code: 'conflict',
  field: null,
  message: 'Somebody changed the settings of alerting since they were read. Read them again, and repeat the change.',
};

export async function openAlertingSettings(options: Options): Promise<Result<OpenedAlertingSettings, DocumentError>> {
  const { clock, owe } = options;
  const opened = await openDocument(join(options.dataDir, 'alerting.json'), AlertingFile, emptyAlertingFile, options.now);
  if (!opened.ok) return opened;
  const { document, movedAside } = opened.value;
  const etag = () => etagOf(document.current().revision);
  const inTurn = createTurns();

  async function replace(sent: unknown, ifMatch: string | null, actor: Actor): Promise<Result<AlertingSettings, WriteProblem>> {
    if (!stillHolds(ifMatch, etag())) return err(changedMeanwhile);
    if (!isWithinDepth(sent, DEEPEST)) return err({ code: 'invalid', field: null, message: 'It is nested too deeply.' });
    const parsed = AlertingSettings.safeParse(sent);
    if (!parsed.success) return err(problemOf(parsed.error));
    const [fault] = settingsFaults(parsed.data);
    if (fault !== undefined) return err({ code: 'invalid', ...fault });
    const before = document.current().settings;
    if (isDeepStrictEqual(before, parsed.data)) return ok(before);
    const written = await document.change(({ revision }) => ({ revision: revision + 1, settings: parsed.data }));
    if (!written.ok) return err({ code: 'not-writable', field: null, message: written.error.message });
    owe([{ type: 'alerting.changed', at: clock.now(), before, after: parsed.data, actor: actor.id }], actor);
    return ok(parsed.data);
  }

  return ok({
    movedAside,
    store: {
      current: () => document.current().settings,
      etag,
      replace: (sent, ifMatch, actor) => inTurn(() => replace(sent, ifMatch, actor)),
    },
  });
}
