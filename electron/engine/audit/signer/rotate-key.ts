import { err, ok, type Result } from '../../../../shared/lib/result';
import type { Actor, Clock, Log, Secrets } from '../../ports';
import type { Recorder } from '../../state/recorder';
import type { AuditRefusal } from '../audit-api';
import { generateSigningKey } from '../core/ed25519';
import type { AuditTables } from '../log/audit-tables';
import { signerOf } from './identity';
import { KEY_SECRET, NEXT_KEY_SECRET } from './kept-head';
import type { Signer } from './signer';

interface Rotation {
  readonly ports: { readonly clock: Pick<Clock, 'now'>; readonly secrets: Secrets; readonly log: Pick<Log, 'error'> };
  readonly tables: AuditTables;
  readonly recorder: Pick<Recorder, 'commit'>;
  readonly origin: string;
  readonly signer: Pick<Signer, 'rotate'>;
  readonly reason: string | null;
  readonly actor: Actor;
}

/**
 * Begins a new key: kept beside the old one, recorded, then both sign over the entry, and from then on the new one alone. Cut short at any
 * point, the next start goes on with whichever of the two the journal knows.
 */
export async function rotateKey(rotation: Rotation): Promise<Result<null, AuditRefusal>> {
  const { ports, tables, recorder, origin, signer, reason, actor } = rotation;
  const { clock, secrets, log } = ports;
  const key = generateSigningKey();
  const next = signerOf(origin, key);
  try {
    await secrets.set(NEXT_KEY_SECRET, key.secretText());
  } catch (thrown) {
    log.error({ error: thrown }, 'the key store takes no new key');
    return err({ code: 'key-store', message: 'The key store takes no new key. Nothing was changed.' });
  }
  const told = { type: 'audit.key-rotated' as const, at: clock.now(), vkey: next.key.text, actor: actor.id, reason };
  const recorded = recorder.commit([told], actor);
  if (!recorded.ok) return err({ code: 'not-writable', message: recorded.error.message });
  const marked = tables.marks.addKey(origin, next.key.text, 'rotated', clock.now());
  if (!marked.ok) return err({ code: 'not-writable', message: `The journal cannot be written: ${marked.error.message}.` });
  const both = signer.rotate({ signer: next, keyNumber: tables.marks.keys(origin).at(-1)?.number ?? 0 });
  try {
    await secrets.set(KEY_SECRET, key.secretText());
    await secrets.remove(NEXT_KEY_SECRET);
  } catch (thrown) {
    // The new key lies beside the old one; the next start puts it in its place.
    log.error({ error: thrown }, 'the key store does not put the new key in the place of the old one');
  }
  return both.ok ? ok(null) : err({ code: 'broken', message: both.error });
}
