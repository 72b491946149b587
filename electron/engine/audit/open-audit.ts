import type { z } from 'zod';
import type { InclusionProof } from '../../../shared/contract/audit';
import type { AuditStatus } from '../../../shared/domain/audit/status';
import { err, ok, type Result } from '../../../shared/lib/result';
import type { EngineOptions } from '../engine-api';
import type { Actor, Ports } from '../ports';
import type { LiveView } from '../state/live-view';
import type { Recorder } from '../state/recorder';
import { toBase64 } from './core/base64';
import { generateSigningKey } from './core/ed25519';
import { consistencyProof, inclusionProof } from './core/proofs';
import type { SignedMark } from './log/audit-marks';
import type { AuditTables } from './log/audit-tables';
import { type Identity, openIdentity, signerOf } from './signer/identity';
import { createHeadKeeper, KEY_SECRET, NEXT_KEY_SECRET } from './signer/kept-head';
import { createSigner, type Signer } from './signer/signer';
import { KEY_LOST, ROLLED_BACK, type Trouble } from './signer/troubles';

/** The newest signed checkpoint. */
export interface AuditHead {
  readonly origin: string;
  readonly size: number;
  readonly rootHex: string;
  /** The signed note, with cosignatures as they came. */
  readonly note: string;
  readonly vkey: string;
  /** Wall clock. */
  readonly signedAt: SignedMark['signedAt'];
}

/** Why something cannot be answered or done, and what to do about it. */
export interface AuditRefusal {
  readonly code: 'not-signed' | 'outside' | 'not-writable' | 'key-store' | 'broken';
  readonly message: string;
}

/** What those who carry heads outside add to the status. */
export type WitnessStatuses = () => AuditStatus['witnesses'];

/** The audit log, running: `engine.inside.audit`. */
export interface RunningAudit {
  readonly tables: AuditTables;
  /** When it is known which log this is and whose key signs it. Never rejects: what went wrong is among the troubles. */
  readonly ready: Promise<void>;
  status(): AuditStatus;
  /** Null before the first checkpoint of this log. */
  head(): AuditHead | null;
  /** That the newest checkpoint extends the first `from` entries: base64 hashes, from the bottom up. */
  consistency(from: number): Result<{ readonly from: number; readonly to: string; readonly path: string[] }, AuditRefusal>;
  /** That entry `seq` is in the log of the newest checkpoint; with the entry's text where that is still there. */
  proof(seq: number): Result<z.infer<typeof InclusionProof>, AuditRefusal>;
  /** Keeps signature lines of witnesses (without LF) with the checkpoint of this size: exports and `head` carry them from then on. */
  storeCosignatures(size: number, lines: readonly string[]): Result<null, AuditRefusal>;
  /** Called with each new checkpoint. */
  onHead(listener: (head: AuditHead) => void): void;
  /** Whoever carries heads outside says how its witnesses stand; one may be plugged in. */
  plugWitnesses(statuses: WitnessStatuses): void;
  /** Tells the view that the status changed beyond what this part knows itself. */
  statusChanged(): void;
  /** Verifier keys of this log, oldest first: those that follow one another without a break. */
  vkeys(): readonly string[];
  rotateKey(reason: string | null, actor: Actor): Promise<Result<null, AuditRefusal>>;
  /** Signs what is not signed yet. Nothing is signed after it. */
  stop(): Promise<void>;
}

export interface AuditParts {
  readonly ports: Ports;
  readonly options: Pick<EngineOptions, 'rehearsal' | 'host'>;
  readonly tables: AuditTables;
  readonly recorder: Pick<Recorder, 'owe' | 'commit'>;
  readonly live: Pick<LiveView, 'warn' | 'unwarn' | 'setAudit'>;
}

const CATCH_UP_AT_A_TIME = 2_000;
const notSigned: AuditRefusal = {
  code: 'not-signed',
  message: 'Nothing is signed yet; the first checkpoint follows within seconds.',
};

/** Opens the audit log of a journal. Signing begins once the key store has answered; what is recorded until then is signed with it. */
export function openAudit({ ports, options, tables, recorder, live }: AuditParts): RunningAudit {
  const { clock, wall, log, secrets } = ports;
  const foundSize = tables.size();
  const keeper = createHeadKeeper(secrets, log);
  const listeners: ((head: AuditHead) => void)[] = [];
  let identity: Identity | null = null;
  let signer: Signer | null = null;
  let newest: SignedMark | null = null;
  let troubles: readonly Trouble[] = [];
  let refusal: Trouble | null = null;
  let witnesses: WitnessStatuses = () => [];
  let isStopped = false;
  tables.onWritten((_, kinds) => signer?.written(kinds));

  function vkey(): string | null {
    return identity === null ? null : (tables.marks.keys(identity.origin).at(-1)?.vkey ?? null);
  }

  function headOf(mark: SignedMark): AuditHead {
    const { origin, size, root, note, signedAt } = mark;
    return { origin, size, rootHex: Buffer.from(root).toString('hex'), note, vkey: vkey() ?? '', signedAt };
  }

  function show(): void {
    live.setAudit(status());
  }

  function warnOf(all: readonly Trouble[]): void {
    for (const code of [ROLLED_BACK, KEY_LOST, NOT_SIGNED]) if (!all.some((one) => one.code === code)) live.unwarn(code);
    for (const one of all) live.warn(one);
  }

  function allTroubles(): readonly Trouble[] {
    return refusal === null ? troubles : [...troubles, refusal];
  }

  function refused(reason: string | null): void {
    if (reason === (refusal?.message ?? null)) return;
    refusal = reason === null ? null : { code: NOT_SIGNED, message: reason, next: NOT_SIGNED_NEXT };
    warnOf(allTroubles());
    show();
  }

  function signed(mark: SignedMark): void {
    newest = mark;
    show();
    for (const listener of listeners) listener(headOf(mark));
  }

  async function begin(): Promise<void> {
    // In slices: an older version's journal may be long.
    for (let more = tables.tree.size() < tables.size(); more && !isStopped; ) {
      const caughtUp = tables.catchUp(CATCH_UP_AT_A_TIME);
      if (!caughtUp.ok) throw new Error(caughtUp.error.message);
      more = caughtUp.value;
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    const found = await openIdentity({ tables, secrets, rehearsal: options.rehearsal !== null, now: clock.now(), foundSize });
    identity = found;
    troubles = found.troubles;
    newest = tables.marks.newest(found.origin);
    signer = createSigner({ tables, identity: found, keeper, wall, log, onSigned: signed, onRefused: refused });
    log.info({ origin: found.origin, vkey: found.signer.key.text }, 'the audit log is signed with this key');
    recorder.owe(found.events);
    // The first checkpoint follows at once, and with it the first status.
    signer.written(['audit.began']);
    warnOf(allTroubles());
  }

  const ready = begin().catch((thrown) => {
    log.error({ error: thrown }, 'the audit log cannot be signed');
    refused(`The audit log cannot be signed: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  });

  function status(): AuditStatus {
    return {
      origin: identity?.origin ?? '',
      vkey: vkey(),
      size: tables.size(),
      checkpoint:
        newest === null
          ? null
          : { size: newest.size, rootHex: Buffer.from(newest.root).toString('hex'), signedAt: newest.signedAt },
      verification: { state: 'not-yet', through: 0, at: null, firstWrongSeq: null, reason: null },
      witnesses: witnesses(),
      troubles: [...allTroubles()],
    };
  }

  async function rotateKey(reason: string | null, actor: Actor): Promise<Result<null, AuditRefusal>> {
    await ready;
    if (identity === null || signer === null) return err(notSigned);
    const { origin } = identity;
    const next = generateSigningKey();
    const nextSigner = signerOf(origin, next);
    try {
      await secrets.set(NEXT_KEY_SECRET, next.secretText());
    } catch (thrown) {
      log.error({ error: thrown }, 'the key store takes no new key');
      return err({ code: 'key-store', message: 'The key store takes no new key. Nothing was changed.' });
    }
    const told = { type: 'audit.key-rotated' as const, at: clock.now(), vkey: nextSigner.key.text, actor: actor.id, reason };
    const recorded = recorder.commit([told], actor);
    if (!recorded.ok) return err({ code: 'not-writable', message: recorded.error.message });
    const marked = tables.marks.addKey(origin, nextSigner.key.text, 'rotated', clock.now());
    if (!marked.ok) return err({ code: 'not-writable', message: `The journal cannot be written: ${marked.error.message}.` });
    const keyNumber = tables.marks.keys(origin).at(-1)?.number ?? 0;
    const both = signer.rotate({ signer: nextSigner, keyNumber });
    await secrets.set(KEY_SECRET, next.secretText());
    await secrets.remove(NEXT_KEY_SECRET);
    // Whoever begins a new key has dealt with what was wrong with the old one, and has said why.
    if (troubles.length > 0 && tables.marks.setTrouble(null).ok) troubles = [];
    warnOf(allTroubles());
    show();
    return both.ok ? both : err({ code: 'broken', message: both.error });
  }

  return {
    tables,
    ready,
    status,
    head: () => (newest === null ? null : headOf(newest)),
    consistency(from) {
      if (newest === null) return err(notSigned);
      const path = consistencyProof(from, newest.size, tables.tree.nodeAt);
      return path.ok ? ok({ from, to: newest.note, path: path.value.map(toBase64) }) : err(proofRefusal(path.error));
    },
    proof(seq) {
      if (newest === null) return err(notSigned);
      const path = inclusionProof(seq, newest.size, tables.tree.nodeAt);
      const [entry] = tables.entries(seq, 1);
      if (!path.ok) return err(proofRefusal(path.error));
      if (entry === undefined || entry.seq !== seq) return err({ code: 'outside', message: `There is no entry ${seq}.` });
      const leaf = entry.bytes.length > 0 ? { leaf: toBase64(entry.bytes) } : { leafHash: toBase64(entry.leafHash) };
      return ok({
        type: 'inclusion',
        index: seq,
        size: newest.size,
        ...leaf,
        path: path.value.map(toBase64),
        checkpoint: newest.note,
      });
    },
    storeCosignatures(size, lines) {
      if (identity === null) return err(notSigned);
      const kept = tables.marks.cosign(identity.origin, size, lines);
      if (!kept.ok) return err({ code: 'not-writable', message: `The journal cannot be written: ${kept.error.message}.` });
      newest = tables.marks.newest(identity.origin);
      return ok(null);
    },
    onHead: (listener) => {
      listeners.push(listener);
    },
    plugWitnesses: (statuses) => {
      witnesses = statuses;
      show();
    },
    statusChanged: show,
    vkeys: () => (identity === null ? [] : chainOf(tables, identity.origin).map((key) => key.vkey)),
    rotateKey,
    async stop() {
      isStopped = true;
      await ready;
      await signer?.stop();
    },
  };
}

const NOT_SIGNED = 'audit.not-signed';
const NOT_SIGNED_NEXT =
  'Keep a copy of the data directory as it is now, and compare it with a backup: see the section on the audit log in the guide.';

/** Keys of an origin since the last one that nobody signed for: what a verifier can follow. */
export function chainOf(tables: Pick<AuditTables, 'marks'>, origin: string) {
  const keys = tables.marks.keys(origin);
  const breaks = keys.flatMap(({ how }, index) => (how === 'rotated' ? [] : [index]));
  return keys.slice(breaks.at(-1) ?? 0);
}

function proofRefusal(error: { readonly code: 'outside' | 'node-missing'; readonly message: string }): AuditRefusal {
  return { code: error.code === 'outside' ? 'outside' : 'broken', message: error.message };
}
