import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { setByHand, withEntry } from '../../../../shared/domain/detection/sensitivity';
import { DetectionSettings, type KindSensitivity } from '../../../../shared/domain/detection/settings';
import type { Instant } from '../../../../shared/domain/primitives';
import { isWithinDepth } from '../../../../shared/lib/depth';
import { err, ok, type Result } from '../../../../shared/lib/result';
import { etagOf } from '../../boards/conditions';
import { stillHolds } from '../../notifications/notification-file';
import { problemOf } from '../../notifications/write-problem';
import type { WriteProblem } from '../../notifications-api';
import type { Actor, Clock } from '../../ports';
import type { Recorder } from '../../state/recorder';
import { type DocumentError, openDocument } from '../../storage/document';
import { createTurns } from '../../storage/turns';

/** What is watched, what becomes an alert, how readily findings are made. */
export interface DetectionSettingsStore {
  current(): DetectionSettings;
  etag(): string;
  /** Replaces the whole; `etag` is what the writer read, null writes over whatever is there. */
  replace(sent: unknown, etag: string | null, actor: Actor): Promise<Result<DetectionSettings, WriteProblem>>;
  /** What feedback makes of one kind; `make` is given the newest settings. Recorded by whoever judged. */
  learn(make: (settings: DetectionSettings) => KindSensitivity): Promise<Result<KindSensitivity, DocumentError>>;
  /** Called after every change. */
  onChange(listener: () => void): void;
}

export interface OpenedDetectionSettings {
  readonly store: DetectionSettingsStore;
  readonly movedAside: { readonly file: string; readonly reason: string } | null;
}

interface Options {
  readonly dataDir: string;
  readonly clock: Pick<Clock, 'now'>;
  /** Wall clock: part of the name of a file that is moved aside. */
  readonly now: Instant;
  readonly owe: Recorder['owe'];
}

/** `detection.json`; `revision` counts changes and is the validator of all of it. */
const DetectionFile = z.object({ revision: z.number().int().min(0).default(0), settings: DetectionSettings.prefault({}) });
const DEEPEST = 20;

const changedMeanwhile: WriteProblem = {
  code: 'conflict',
  field: null,
  message:
    'Somebody changed the settings of detection since they were read, or judged a finding. Read them again, and repeat the change.',
};

export async function openDetectionSettings(options: Options): Promise<Result<OpenedDetectionSettings, DocumentError>> {
  const { dataDir, clock, now, owe } = options;
  const opened = await openDocument(join(dataDir, 'detection.json'), DetectionFile, DetectionFile.parse({}), now);
  if (!opened.ok) return opened;
  const { document, movedAside } = opened.value;
  const etag = () => etagOf(document.current().revision);
  const inTurn = createTurns();
  const listeners: (() => void)[] = [];

  async function write(settings: DetectionSettings): Promise<Result<null, DocumentError>> {
    const written = await document.change(({ revision }) => ({ revision: revision + 1, settings }));
    if (written.ok) for (const listener of listeners) listener();
    return written;
  }

  async function replace(sent: unknown, ifMatch: string | null, actor: Actor): Promise<Result<DetectionSettings, WriteProblem>> {
    if (!stillHolds(ifMatch, etag())) return err(changedMeanwhile);
    if (!isWithinDepth(sent, DEEPEST)) return err({ code: 'invalid', field: null, message: 'It is nested too deeply.' });
    const parsed = DetectionSettings.safeParse(sent);
    if (!parsed.success) return err(problemOf(parsed.error));
    const fault = twiceIn(parsed.data);
    if (fault !== null) return err({ code: 'invalid', ...fault });
    const before = document.current().settings;
    const after = setByHand(parsed.data, before);
    if (isDeepStrictEqual(before, after)) return ok(before);
    const written = await write(after);
    if (!written.ok) return err({ code: 'not-writable', field: null, message: written.error.message });
    owe([{ type: 'detection.changed', at: clock.now(), before, after, actor: actor.id }], actor);
    return ok(after);
  }

  async function learn(make: (settings: DetectionSettings) => KindSensitivity): Promise<Result<KindSensitivity, DocumentError>> {
    const held = document.current().settings;
    const entry = make(held);
    const written = await write(withEntry(held, entry));
    return written.ok ? ok(entry) : written;
  }

  return ok({
    movedAside,
    store: {
      current: () => document.current().settings,
      etag,
      replace: (sent, ifMatch, actor) => inTurn(() => replace(sent, ifMatch, actor)),
      learn: (make) => inTurn(() => learn(make)),
      onChange: (listener) => {
        listeners.push(listener);
      },
    },
  });
}

/** The place of what is said twice; null where nothing is. */
function twiceIn({ policies, sensitivities }: DetectionSettings): { field: string; message: string } | null {
  const family = repeated(policies.map((policy) => policy.family));
  if (family !== -1) return { field: `policies.${family}.family`, message: 'this family has a policy already' };
  const kind = repeated(sensitivities.map((entry) => entry.kind));
  return kind === -1 ? null : { field: `sensitivities.${kind}.kind`, message: 'this kind has a sensitivity already' };
}

function repeated(names: readonly string[]): number {
  return names.findIndex((name, index) => names.indexOf(name) !== index);
}
