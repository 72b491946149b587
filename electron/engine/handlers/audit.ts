import type { Engine } from '../engine-api';
import { auditSearchHandlers } from './audit-search';
import type { Implementer } from './implementer';
import { unavailable } from './problems';

const later = () => {
  throw unavailable('audit.not-ready', 'Not ready yet.');
};

export function auditHandlers(os: Implementer, engine: Engine) {
  const { audit } = os;
  return {
    ...auditSearchHandlers(os, engine),
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
