import { err, ok } from '../../../shared/lib/result';
import type { AuditHead, AuditRefusal, RunningAudit } from './audit-api';
import { toBase64 } from './core/base64';
import { consistencyProof, inclusionProof, type ProofError } from './core/proofs';
import type { KeyMark, SignedMark } from './log/audit-marks';
import type { AuditTables } from './log/audit-tables';

export const notSigned: AuditRefusal = {
  code: 'not-signed',
  message: 'Nothing is signed yet; the first checkpoint follows within seconds.',
};

/** What is answered out of the stored tree, for the newest checkpoint. */
export function createAnswers(tables: AuditTables, newest: () => SignedMark | null): Pick<RunningAudit, 'proof' | 'consistency'> {
  return {
    consistency(from) {
      const mark = newest();
      if (mark === null) return err(notSigned);
      const path = consistencyProof(from, mark.size, tables.tree.nodeAt);
      return path.ok ? ok({ from, to: mark.note, path: path.value.map(toBase64) }) : err(refusalOf(path.error));
    },
    proof(seq) {
      const mark = newest();
      if (mark === null) return err(notSigned);
      if (seq >= mark.size && seq < tables.size())
        return err({
          code: 'not-signed',
          message: `Entry ${seq} is not signed yet; the next checkpoint follows within seconds.`,
        });
      const path = inclusionProof(seq, mark.size, tables.tree.nodeAt);
      if (!path.ok) return err(refusalOf(path.error));
      const [entry] = tables.entries(seq, 1);
      if (entry === undefined || entry.seq !== seq) return err({ code: 'outside', message: `There is no entry ${seq}.` });
      const leaf = entry.bytes.length > 0 ? { leaf: toBase64(entry.bytes) } : { leafHash: toBase64(entry.leafHash) };
      const { size, note } = mark;
      return ok({ type: 'inclusion', index: seq, size, ...leaf, path: path.value.map(toBase64), checkpoint: note });
    },
  };
}

export function headOf({ origin, size, root, note, signedAt }: SignedMark, vkey: string): AuditHead {
  return { origin, size, rootHex: Buffer.from(root).toString('hex'), note, vkey, signedAt };
}

/** Keys of an origin since the last one that nobody signed for: what a verifier can follow. Oldest first. */
export function chainOf(tables: Pick<AuditTables, 'marks'>, origin: string): readonly KeyMark[] {
  const keys = tables.marks.keys(origin);
  const breaks = keys.flatMap(({ how }, index) => (how === 'rotated' ? [] : [index]));
  return keys.slice(breaks.at(-1) ?? 0);
}

function refusalOf({ code, message }: ProofError): AuditRefusal {
  return { code: code === 'outside' ? 'outside' : 'broken', message };
}
