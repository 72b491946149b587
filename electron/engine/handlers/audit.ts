import { AuditEntry } from '../../../shared/domain/audit/audit-entry';
import type { Engine } from '../engine-api';
import type { Implementer } from './implementer';
import { pageBefore } from './paging';
import { unavailable } from './problems';

const later = () => {
  throw unavailable('audit.not-ready', 'Not ready yet.');
};

export function auditHandlers(os: Implementer, engine: Engine) {
  const { audit } = os;
  return {
    list: audit.list.handler(({ input }) => {
      const page = pageBefore(input, (before, limit) => engine.inside.history.audit({ kind: input.kind ?? null, before, limit }));
      return {
        ...page,
        items: page.items.map(({ bytes, leafHash }) => ({
          ...AuditEntry.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))),
          leafHash: Buffer.from(leafHash).toString('base64'),
          removed: false,
          signed: false,
        })),
      };
    }),
    facets: audit.facets.handler(later),
    export: audit.export.handler(later),
    status: audit.status.handler(later),
    verify: audit.verify.handler(later),
    checkpoint: audit.checkpoint.handler(later),
    proof: audit.proof.handler(later),
    consistency: audit.consistency.handler(later),
    witness: audit.witness.handler(later),
    rotateKey: audit.rotateKey.handler(later),
    remove: audit.remove.handler(later),
    erase: audit.erase.handler(later),
    settings: { get: audit.settings.get.handler(later), put: audit.settings.put.handler(later) },
  };
}
