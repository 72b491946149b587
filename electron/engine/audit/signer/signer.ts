import type { Instant } from '../../../../shared/domain/primitives';
import { err, ok, type Result } from '../../../../shared/lib/result';
import type { Log, Wall } from '../../ports';
import { parseCheckpoint } from '../core/checkpoint';
import { formatNote } from '../core/note';
import { consistencyProof } from '../core/proofs';
import { type LogSigner, signCheckpoint } from '../core/signing';
import { verifyConsistency } from '../core/verify-proofs';
import type { SignedMark } from '../log/audit-marks';
import type { AuditTables } from '../log/audit-tables';
import type { Identity } from './identity';
import type { HeadKeeper } from './kept-head';

/** Signs the head of the log: soon after entries, at once after those that matter, hourly, and at the end. */
export interface Signer {
  /** Entries of these kinds were written. */
  written(kinds: readonly string[]): void;
  /** Signs now, if there is anything new. The newest checkpoint, or why none could be signed. */
  sign(): Result<SignedMark | null, string>;
  /** Signs with both keys, and from then on with the new one alone. The entry that tells of it has been written. */
  rotate(next: { readonly signer: LogSigner; readonly keyNumber: number }): Result<null, string>;
  /**
   * Signs something else than a head with the log's key: the signed note over `text`, which ends in LF. What could be read as a checkpoint
   * is a fault and is thrown.
   */
  signText(text: string): string;
  stop(): Promise<void>;
}

interface SignerOptions {
  readonly tables: AuditTables;
  readonly identity: Identity;
  readonly keeper: HeadKeeper;
  readonly wall: Wall;
  readonly log: Log;
  readonly onSigned: (mark: SignedMark) => void;
  /** Why nothing can be signed: what is stored does not extend what was signed. Null when it is well again. */
  readonly onRefused: (reason: string | null) => void;
}

const SIGN_WITHIN_MS = 3_000;
/** Bursts of entries that matter share a signature. */
const AT_ONCE_WITHIN_MS = 200;
const HOUR_MS = 3_600_000;
const URGENT = ['execution.', 'configuration.', 'command.', 'audit.', 'access.', 'incident.', 'session.', 'report.', 'evidence.'];

export function createSigner(options: SignerOptions): Signer {
  const { tables, identity, keeper, wall, log, onSigned, onRefused } = options;
  const { origin } = identity;
  let current = { signer: identity.signer, keyNumber: identity.keyNumber };
  /** While a key changes: signs once more, beside the new one. */
  let former = identity.former;
  let last = tables.marks.newest(origin);
  let dueAtMs: number | null = null;
  let lastMs = wall.nowMs() - HOUR_MS;
  const stopping = new AbortController();
  void hourly();

  function signNow(isForced: boolean): Result<SignedMark | null, string> {
    const size = tables.tree.size();
    // An older version's journal is still being caught up with; or nothing was written yet.
    if (size < tables.size() || size === 0) return ok(last);
    if (last !== null && last.size === size && former === null && !isForced) return ok(last);
    const made = signHead({
      tables,
      origin,
      signers: former === null ? [current.signer] : [former, current.signer],
      keyNumber: current.keyNumber,
      now: wall.now(),
    });
    if (made.ok || made.error.code === 'broken') onRefused(made.ok ? null : made.error.message);
    if (!made.ok) return err(made.error.message);
    former = null;
    lastMs = wall.nowMs();
    last = made.value;
    keeper.keep({ origin, size, rootHex: Buffer.from(made.value.root).toString('hex') });
    onSigned(made.value);
    return ok(last);
  }

  function signSoon(): void {
    dueAtMs = null;
    try {
      const signed = signNow(false);
      if (!signed.ok) log.error({ reason: signed.error }, 'the audit log cannot be signed');
    } catch (thrown) {
      log.error({ error: thrown }, 'the audit log cannot be signed');
    }
  }

  async function signIn(ms: number): Promise<void> {
    const at = wall.nowMs() + ms;
    if (dueAtMs !== null && dueAtMs <= at) return;
    dueAtMs = at;
    const slept = await wall.sleep(ms, stopping.signal).then(
      () => true,
      () => false,
    );
    // Somebody else was earlier, or has put it off.
    if (slept && dueAtMs === at) signSoon();
  }

  /** Also when nothing happened: that is a statement, too. */
  async function hourly(): Promise<void> {
    while (!stopping.signal.aborted) {
      await wall.sleep(HOUR_MS, stopping.signal).catch(() => undefined);
      if (!stopping.signal.aborted && wall.nowMs() - lastMs >= HOUR_MS) {
        const signed = signNow(true);
        if (!signed.ok) log.error({ reason: signed.error }, 'the audit log cannot be signed');
      }
    }
  }

  return {
    written(kinds) {
      if (stopping.signal.aborted) return;
      void signIn(kinds.some(isUrgent) ? AT_ONCE_WITHIN_MS : SIGN_WITHIN_MS);
    },
    sign: () => signNow(false),
    rotate(next) {
      former = current.signer;
      current = next;
      const both = signNow(true);
      return both.ok ? ok(null) : both;
    },
    signText(text) {
      if (parseCheckpoint(text).ok) throw new Error('A checkpoint is signed by checking what is stored, never as a text.');
      return formatNote(text, [current.signer.line(text)]);
    },
    async stop() {
      stopping.abort();
      signSoon();
      await keeper.settled();
    },
  };
}

function isUrgent(kind: string): boolean {
  return URGENT.some((prefix) => kind.startsWith(prefix));
}

/** From the stored tree, not from memory: what would be signed must begin with what was signed last. */
function extendsLast(tables: AuditTables, last: SignedMark, size: number, root: Uint8Array): Result<void, string> {
  const broken = `What is stored does not extend the checkpoint over ${last.size} entries that was signed last.`;
  const path = consistencyProof(last.size, size, tables.tree.nodeAt);
  if (!path.ok) return err(`${broken} ${path.error.message}`);
  const held = verifyConsistency(last.size, size, path.value, last.root, root);
  return held.ok ? ok(undefined) : err(broken);
}

interface Signing {
  readonly tables: AuditTables;
  readonly origin: string;
  readonly signers: readonly LogSigner[];
  readonly keyNumber: number;
  /** Wall clock. */
  readonly now: Instant;
}

/**
 * Signs the head of the stored tree and keeps it. Only what extends the checkpoint signed last is signed: that is checked each time, from
 * the stored tree.
 */
export function signHead({
  tables,
  origin,
  signers,
  keyNumber,
  now,
}: Signing): Result<SignedMark, { readonly code: 'broken' | 'not-writable'; readonly message: string }> {
  const [size, root, last] = [tables.tree.size(), tables.tree.root(), tables.marks.newest(origin)];
  const extended = last === null ? ok(undefined) : extendsLast(tables, last, size, root);
  if (!extended.ok) return err({ code: 'broken', message: extended.error });
  const note = signCheckpoint({ origin, size, root }, signers);
  if (!note.ok) return err({ code: 'broken', message: note.error });
  const written = tables.marks.sign({ origin, size, root, note: note.value, keyNumber, signedAt: now });
  if (!written.ok) return err({ code: 'not-writable', message: `The checkpoint cannot be written: ${written.error.message}.` });
  const mark = tables.marks.newest(origin);
  return mark === null ? err({ code: 'not-writable', message: 'The checkpoint was not kept.' }) : ok(mark);
}
