import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { AuditSettings, type Witness } from '../../../../shared/domain/audit/audit-settings';
import type { Instant } from '../../../../shared/domain/primitives';
import { isWithinDepth } from '../../../../shared/lib/depth';
import { err, ok, type Result } from '../../../../shared/lib/result';
import { etagOf } from '../../boards/conditions';
import { stillHolds } from '../../notifications/notification-file';
import { problemOf } from '../../notifications/write-problem';
import type { WriteProblem } from '../../notifications-api';
import type { Actor, Clock, Secrets } from '../../ports';
import type { Recorder } from '../../state/recorder';
import { type DocumentError, openDocument } from '../../storage/document';
import { createTurns } from '../../storage/turns';

type ConsoleWitness = Extract<Witness, { kind: 'console' }>;

/** Witnesses, retention, legal holds, saved searches. Tokens of other consoles lie in the key store, with a reference in here. */
export interface AuditSettingsStore {
  current(): AuditSettings;
  etag(): string;
  /** Replaces the whole; `etag` is what the writer read, null writes over whatever is there. */
  replace(sent: unknown, etag: string | null, actor: Actor): Promise<Result<AuditSettings, WriteProblem>>;
  /** The access token of another console; null where the key store does not have it. */
  tokenOf(witness: Pick<ConsoleWitness, 'token'>): Promise<string | null>;
  /** Called after every change. */
  onChange(listener: () => void): void;
}

export interface OpenedAuditSettings {
  readonly store: AuditSettingsStore;
  readonly movedAside: { readonly file: string; readonly reason: string } | null;
}

interface Options {
  readonly dataDir: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly secrets: Secrets;
  /** Wall clock: part of the name of a file that is moved aside. */
  readonly now: Instant;
  readonly owe: Recorder['owe'];
}

/** `audit.json`; `revision` counts changes and is the validator of all of it. */
const AuditFile = z.object({ revision: z.number().int().min(0).default(0), settings: AuditSettings.prefault({}) });
const DEEPEST = 20;

const changedMeanwhile: WriteProblem = {
  code: 'conflict',
  field: null,
  message: 'Somebody changed the settings of the audit log since they were read. Read them again, and repeat the change.',
};

export async function openAuditSettings(options: Options): Promise<Result<OpenedAuditSettings, DocumentError>> {
  const { dataDir, clock, secrets, now, owe } = options;
  const opened = await openDocument(join(dataDir, 'audit.json'), AuditFile, AuditFile.parse({}), now);
  if (!opened.ok) return opened;
  const { document, movedAside } = opened.value;
  const inTurn = createTurns();
  const listeners: (() => void)[] = [];
  const etag = () => etagOf(document.current().revision);

  /** Tokens go to the key store under names that this change alone uses. */
  async function takeIn(
    sent: AuditSettings,
    held: AuditSettings,
    revision: number,
  ): Promise<Result<AuditSettings, WriteProblem>> {
    const known = new Set(held.witnesses.flatMap(referencesOf));
    const witnesses: Witness[] = [];
    for (const [index, witness] of sent.witnesses.entries()) {
      if (witness.kind !== 'console') witnesses.push(witness);
      else if (typeof witness.token === 'string') {
        const name = `audit.witness.${witness.witnessId}.${revision}`;
        await secrets.set(name, witness.token);
        witnesses.push({ ...witness, token: { SecretRef: name } });
      } else if (known.has(witness.token.SecretRef)) witnesses.push(witness);
      else
        return err({ code: 'invalid', field: `witnesses.${index}.token`, message: 'this refers to no token that is kept here' });
    }
    return ok({ ...sent, witnesses });
  }

  async function replace(sent: unknown, ifMatch: string | null, actor: Actor): Promise<Result<AuditSettings, WriteProblem>> {
    if (!stillHolds(ifMatch, etag())) return err(changedMeanwhile);
    if (!isWithinDepth(sent, DEEPEST)) return err({ code: 'invalid', field: null, message: 'It is nested too deeply.' });
    const parsed = AuditSettings.safeParse(sent);
    if (!parsed.success) return err(problemOf(parsed.error));
    const fault = twiceIn(parsed.data);
    if (fault !== null) return err({ code: 'invalid', ...fault });
    const { settings: before, revision } = document.current();
    const taken = await takeIn(parsed.data, before, revision + 1);
    if (!taken.ok) return taken;
    const after = taken.value;
    if (isDeepStrictEqual(before, after)) return ok(before);
    const written = await document.change(() => ({ revision: revision + 1, settings: after }));
    const [keep, drop] = written.ok ? [after, before] : [before, after];
    const kept = new Set(keep.witnesses.flatMap(referencesOf));
    for (const name of drop.witnesses.flatMap(referencesOf)) if (!kept.has(name)) await secrets.remove(name);
    if (!written.ok) return err({ code: 'not-writable', field: null, message: written.error.message });
    owe([{ type: 'audit.settings-changed', at: clock.now(), before, after, actor: actor.id }], actor);
    for (const listener of listeners) listener();
    return ok(after);
  }

  return ok({
    movedAside,
    store: {
      current: () => document.current().settings,
      etag,
      replace: (sent, ifMatch, actor) => inTurn(() => replace(sent, ifMatch, actor)),
      tokenOf: async ({ token }) => (typeof token === 'string' ? token : secrets.get(token.SecretRef)),
      onChange: (listener) => {
        listeners.push(listener);
      },
    },
  });
}

function referencesOf(witness: Witness): string[] {
  return witness.kind === 'console' && typeof witness.token !== 'string' ? [witness.token.SecretRef] : [];
}

/** The place of what is named twice; null where nothing is. */
function twiceIn({ witnesses, retention, holds, searches }: AuditSettings): { field: string; message: string } | null {
  const lists = [
    { name: 'witnesses', key: 'witnessId', ids: witnesses.map((one) => one.witnessId) },
    { name: 'retention', key: 'policyId', ids: retention.map((one) => one.policyId) },
    { name: 'holds', key: 'holdId', ids: holds.map((one) => one.holdId) },
    { name: 'searches', key: 'searchId', ids: searches.map((one) => one.searchId) },
  ];
  for (const { name, key, ids } of lists) {
    const index = ids.findIndex((id, at) => ids.indexOf(id) !== at);
    if (index !== -1) return { field: `${name}.${index}.${key}`, message: 'this id is used already' };
  }
  return null;
}
