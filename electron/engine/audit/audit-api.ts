import type { z } from 'zod';
import type { InclusionProof } from '../../../shared/contract/audit';
import type { AuditStatus } from '../../../shared/domain/audit/status';
import type { Result } from '../../../shared/lib/result';
import type { Actor } from '../ports';
import type { SignedMark } from './log/audit-marks';
import type { AuditTables } from './log/audit-tables';
import type { Remover } from './retention/remover';
import type { AuditSettingsStore } from './settings/audit-settings-store';

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

/** Whoever carries heads outside. */
export interface PluggedWitnesses {
  /** How they stand, for the status. */
  statuses(): AuditStatus['witnesses'];
  /** Before text is removed: brings the newest head to every witness that is switched on; the reason where one does not have it. */
  anchor(): Promise<Result<null, string>>;
}

/** The audit log, running: `engine.inside.audit`. */
export interface RunningAudit extends Pick<Remover, 'remove' | 'erase'> {
  readonly tables: AuditTables;
  /** Witnesses, retention, legal holds, saved searches. Settings as shipped until `ready`. */
  readonly settings: AuditSettingsStore;
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
  plugWitnesses(witnesses: PluggedWitnesses): void;
  /** Tells the view that the status changed beyond what this part knows itself. */
  statusChanged(): void;
  /** Verifier keys of this log, oldest first: those that follow one another without a break. */
  vkeys(): readonly string[];
  /** Verifies what is stored, from its first entry. */
  verify(actor: Actor): Promise<void>;
  rotateKey(reason: string | null, actor: Actor): Promise<Result<null, AuditRefusal>>;
  /** The signed note over a text that is no checkpoint, under the log's key; null while no key is known. */
  signText(text: string): string | null;
  /** Signs what is not signed yet. Nothing is signed after it. */
  stop(): Promise<void>;
}
