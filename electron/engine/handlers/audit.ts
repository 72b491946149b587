import { isDeepStrictEqual } from 'node:util';
import type { ORPCError } from '@orpc/server';
import { AuditSettings } from '../../../shared/domain/audit/audit-settings';
import { unreachable } from '../../../shared/lib/unreachable';
import { notSigned } from '../audit/answers';
import type { AuditRefusal } from '../audit/audit-api';
import { toBase64 } from '../audit/core/base64';
import { readCheckpoint } from '../audit/core/checkpoint';
import type { RemovalRefusal } from '../audit/retention/remover';
import type { Engine } from '../engine-api';
import type { Actor } from '../ports';
import { auditSearchHandlers } from './audit-search';
import { done, runCommand } from './commands';
import type { Implementer } from './implementer';
import { writeRefused } from './notification-refusals';
import { forbiddenRole, impossible, notFound, unavailable } from './problems';

const later = () => {
  throw unavailable('audit.not-ready', 'Not ready yet.');
};

/** The log itself: how it stands, what proves it, its key, its retention and its settings. */
export function auditHandlers(os: Implementer, engine: Engine) {
  const { audit } = os;
  const log = () => engine.inside.audit;
  const whole = () => ({ headers: { etag: log().settings.etag() }, body: log().settings.current() });
  const status = async () => {
    await log().ready;
    return log().status();
  };
  return {
    ...auditSearchHandlers(os, engine),
    status: audit.status.handler(status),
    verify: audit.verify.handler(({ context: { actor } }) =>
      runCommand(engine, { command: 'audit.verify', need: 'act', actor }, async () => {
        await log().verify(actor);
        const now = await status();
        return done(`The stored audit log was verified: ${now.verification.state}.`, now);
      }),
    ),
    checkpoint: audit.checkpoint.handler(async () => {
      await log().ready;
      const head = log().head();
      if (head === null) throw refused(notSigned);
      const read = readCheckpoint(Buffer.from(head.note, 'utf8'));
      if (!read.ok) throw unavailable('audit.broken', read.error);
      const { origin, size, root } = read.value.checkpoint;
      return { note: head.note, origin, size, root: toBase64(root), signedAt: head.signedAt, vkey: head.vkey };
    }),
    proof: audit.proof.handler(async ({ input: { seq } }) => {
      await log().ready;
      const proof = log().proof(seq);
      if (proof.ok) return proof.value;
      throw proof.error.code === 'outside' ? notFound('audit entry', String(seq)) : refused(proof.error);
    }),
    consistency: audit.consistency.handler(async ({ input: { from } }) => {
      await log().ready;
      const proof = log().consistency(from);
      if (proof.ok) return proof.value;
      throw refused(proof.error);
    }),
    witness: audit.witness.handler(later),
    rotateKey: audit.rotateKey.handler(({ input: { reason }, context: { actor } }) =>
      runCommand(engine, { command: 'audit.rotateKey', need: 'admin', actor, note: reason ?? undefined }, async () => {
        const rotated = await log().rotateKey(reason, actor);
        if (!rotated.ok) throw refused(rotated.error);
        return done('A new key signs the audit log.', log().status());
      }),
    ),
    remove: audit.remove.handler(async ({ input: { policyId, approve, reason }, context: { actor } }) => {
      const remove = async () => {
        const removed = await log().remove(policyId, approve ? { reason, actor } : null);
        if (!removed.ok) throw removed.error.code === 'unknown' ? notFound('retention policy', policyId) : refused(removed.error);
        const { entries, held, ranges, done: isDone } = removed.value;
        return { entries, held, ranges: ranges.map(([first, last]): [number, number] => [first, last]), done: isDone };
      };
      if (!approve) return administrator(actor, remove);
      return runCommand(engine, { command: 'audit.remove', need: 'admin', actor, note: reason ?? undefined }, async () => {
        const removed = await remove();
        return done(`The text of ${removed.entries} entries was removed under ${policyId}.`, removed);
      });
    }),
    erase: audit.erase.handler(async ({ input: { value, reason, approve }, context: { actor } }) => {
      const erase = () => {
        const erased = log().erase(value, approve ? { reason, actor } : null);
        if (!erased.ok) throw refused(erased.error);
        return erased.value;
      };
      if (!approve) return administrator(actor, erase);
      return runCommand(engine, { command: 'audit.erase', need: 'admin', actor, note: reason }, async () => {
        const erased = erase();
        return done(`${erased.values} sealed values in ${erased.entries} entries were destroyed.`, erased);
      });
    }),
    settings: {
      get: audit.settings.get.handler(async () => {
        await log().ready;
        return whole();
      }),
      put: audit.settings.put.handler(({ input: { headers, body }, context: { actor } }) =>
        runCommand(engine, { command: 'audit.settings.put', need: needFor(body, log().settings.current()), actor }, async () => {
          const replaced = await log().settings.replace(body, headers['if-match'] ?? null, actor);
          if (!replaced.ok) throw writeRefused('audit', replaced.error);
          return done('The settings of the audit log were replaced.', whole());
        }),
      ),
    },
  };
}

/** Searches are everybody's who may act; witnesses, retention and holds are not. */
function needFor(sent: unknown, held: AuditSettings): Actor['role'] {
  const parsed = AuditSettings.safeParse(sent);
  return parsed.success && isDeepStrictEqual({ ...parsed.data, searches: [] }, { ...held, searches: [] }) ? 'act' : 'admin';
}

/** What only an administrator may look at beforehand. */
function administrator<T>(actor: Actor, look: () => T): T {
  if (actor.role !== 'admin') throw forbiddenRole('admin', actor.role);
  return look();
}

function refused({ code, message }: AuditRefusal | RemovalRefusal): ORPCError<string, unknown> {
  switch (code) {
    case 'not-signed':
    case 'not-writable':
    case 'key-store':
    case 'broken':
      return unavailable(`audit.${code}`, message);
    case 'outside':
    case 'unknown':
    case 'not-anchored':
      return impossible(`audit.${code}`, message);
    default:
      return unreachable(code);
  }
}
