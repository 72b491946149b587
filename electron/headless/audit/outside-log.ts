import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { auditOf } from '../../../shared/domain/audit-kinds';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { Instant } from '../../../shared/domain/primitives';
import { emptyState } from '../../../shared/domain/state';
import { subjectsOf } from '../../../shared/domain/subjects';
import { err, ok, type Result } from '../../../shared/lib/result';
import { signingKeyFrom } from '../../engine/audit/core/ed25519';
import type { LogSigner } from '../../engine/audit/core/signing';
import type { SignedMark } from '../../engine/audit/log/audit-marks';
import { signerOf } from '../../engine/audit/signer/identity';
import { createHeadKeeper, KEY_SECRET, readKeptHead } from '../../engine/audit/signer/kept-head';
import { rotateKey } from '../../engine/audit/signer/rotate-key';
import { signHead } from '../../engine/audit/signer/signer';
import { type Database, openDatabase } from '../../engine/journal/database';
import { databaseErrorOf } from '../../engine/journal/database-error';
import { createJournal, type Journal } from '../../engine/journal/journal';
import type { Actor, Log, Secrets } from '../../engine/ports';
import type { DataPlace } from '../../engine/reports/sources/data-place';
import { migrate } from '../../engine/state/migrations/migrate';

/** A journal that no console holds, for a command that records and signs. The caller holds the lock of its directory. */
export interface OutsideLog {
  readonly database: Database;
  /** Records events with their entries, as done by `actor`. The error is one sentence. */
  record(events: readonly ConsoleEvent[], actor: Actor): Result<null, string>;
  /**
   * Signs the head. `not-ours`: the key that signs this log is not in this key store (a desktop keeps it elsewhere), or there is none yet;
   * the console signs at its next start. Never begins a key.
   */
  sign(secrets: Secrets): Promise<Result<SignedMark, { readonly code: 'not-ours' | 'broken'; readonly message: string }>>;
  /** Begins a new key: recorded, signed by both, then by the new one alone. */
  rotate(secrets: Secrets, reason: string | null, actor: Actor, log: Pick<Log, 'error'>): Promise<Result<null, string>>;
  /** The moment of the newest commit, by the engine's clock; null in an empty journal. */
  newestAt(): Instant | null;
  close(): void;
}

interface Opening {
  readonly place: DataPlace;
  /** Wall clock. */
  readonly now: Instant;
  /** Random, of letters and digits: names the session of these entries. */
  readonly id: string;
}

export function openOutsideLog({ place, now, id }: Opening): Result<OutsideLog, string> {
  const file = join(place.dir, place.journal);
  if (!existsSync(file)) return err(`There is no journal ${file}.`);
  let database: Database | null = null;
  try {
    database = openDatabase(file);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
    const migrated = migrate(database);
    if (!migrated.ok) {
      database.close();
      return err(`The journal cannot be opened: ${migrated.error.message}.`);
    }
    return ok(outsideLog(database, createJournal(database), place, now, `cli_${id}`));
  } catch (thrown) {
    database?.close();
    const error = databaseErrorOf(thrown);
    if (error === null) throw thrown;
    return err(`The journal cannot be opened: ${error.message}.`);
  }
}

function outsideLog(database: Database, journal: Journal, place: DataPlace, now: Instant, session: string): OutsideLog {
  const { audit } = journal;
  const newest = database.query('SELECT max(at) AS at FROM commits', Newest);

  function record(events: readonly ConsoleEvent[], actor: Actor): Result<null, string> {
    const recorded = events.map((event) => {
      const said = auditOf(event);
      const data = place.rehearsal ? { ...said?.data, rehearsal: true } : { ...said?.data };
      const who = { id: actor.id, type: actor.role, host: actor.host };
      const fields = said === null ? null : { at: now, mono: 0, session, kind: said.kind, actor: who, data };
      return { event, subjects: subjectsOf(event, emptyState), messageId: null, audit: fields };
    });
    const written = journal.append(recorded);
    return written.ok ? ok(null) : err(written.error.message);
  }

  /** The key of this log, if it is the one that this key store holds. */
  async function ownSigner(secrets: Secrets): Promise<Result<OwnSigner, Unsigned>> {
    for (let more = audit.tree.size() < audit.size(); more; ) {
      const caughtUp = audit.catchUp(100_000);
      if (!caughtUp.ok) return err({ code: 'broken', message: `The journal cannot be written: ${caughtUp.error.message}.` });
      more = caughtUp.value;
    }
    const log = audit.marks.log();
    const last = log === null ? undefined : audit.marks.keys(log.origin).at(-1);
    if (log === null || last === undefined)
      return err(notOurs('No console has signed this log yet; the next start of one does.'));
    const text = await secrets.get(KEY_SECRET);
    const key = text === null ? null : signingKeyFrom(text);
    const signer = key?.ok === true ? signerOf(log.origin, key.value) : null;
    if (signer === null || signer.key.text !== last.vkey)
      return err(notOurs('The key that signs this log is kept elsewhere; the console signs at its next start.'));
    const kept = await readKeptHead(secrets);
    const root = kept?.origin === log.origin ? audit.tree.rootAt(kept.size) : null;
    const isOther = kept !== null && (root === null || Buffer.from(root).toString('hex') !== kept.rootHex);
    if (isOther && !place.rehearsal)
      return err(notOurs('The log here is not the one that was signed last; the next start of the console says more.'));
    return ok({ origin: log.origin, signer, keyNumber: last.number });
  }

  async function keep(mark: SignedMark, secrets: Secrets): Promise<void> {
    const keeper = createHeadKeeper(secrets, { warn: () => undefined });
    keeper.keep({ origin: mark.origin, size: mark.size, rootHex: Buffer.from(mark.root).toString('hex') });
    await keeper.settled();
  }

  return {
    database,
    record,
    async sign(secrets) {
      const own = await ownSigner(secrets);
      if (!own.ok) return own;
      const { origin, signer, keyNumber } = own.value;
      const signed = signHead({ tables: audit, origin, signers: [signer], keyNumber, now });
      if (!signed.ok) return err({ code: 'broken', message: signed.error.message });
      await keep(signed.value, secrets);
      return signed;
    },
    async rotate(secrets, reason, actor, log) {
      const own = await ownSigner(secrets);
      if (!own.ok) return err(own.error.message);
      const { origin, signer: former } = own.value;
      let mark: SignedMark | null = null;
      const rotated = await rotateKey({
        ports: { clock: { now: () => newest.first()?.at ?? now }, secrets, log },
        tables: audit,
        recorder: {
          commit(events) {
            const done = record(events, actor);
            return done.ok
              ? ok({ lastSeq: journal.lastSeq() })
              : err({ code: 'database', message: `The journal cannot be written: ${done.error}` });
          },
        },
        origin,
        signer: {
          rotate({ signer, keyNumber }) {
            const signed = signHead({ tables: audit, origin, signers: [former, signer], keyNumber, now });
            if (signed.ok) mark = signed.value;
            return signed.ok ? ok(null) : err(signed.error.message);
          },
        },
        reason,
        actor,
      });
      if (mark !== null) await keep(mark, secrets);
      return rotated.ok ? ok(null) : err(rotated.error.message);
    },
    newestAt: () => newest.first()?.at ?? null,
    close: journal.close,
  };
}

interface OwnSigner {
  readonly origin: string;
  readonly signer: LogSigner;
  readonly keyNumber: number;
}

interface Unsigned {
  readonly code: 'not-ours' | 'broken';
  readonly message: string;
}

const Newest = z.object({ at: Instant.nullable() });

function notOurs(message: string): Unsigned {
  return { code: 'not-ours', message };
}
