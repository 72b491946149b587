import type { Engine } from '../engine-api';
import type { Implementer } from './implementer';
import { unavailable } from './problems';

const later = () => {
  throw unavailable('frameworks.not-ready', 'Not ready yet.');
};

export function frameworkHandlers(os: Implementer, _engine: Engine) {
  const { frameworks } = os;
  return {
    list: frameworks.list.handler(later),
    get: frameworks.get.handler(later),
    put: frameworks.put.handler(later),
    remove: frameworks.remove.handler(later),
    evaluation: frameworks.evaluation.handler(later),
    evidence: frameworks.evidence.handler(later),
    attachments: frameworks.attachments.handler(later),
    attach: frameworks.attach.handler(later),
    withdraw: frameworks.withdraw.handler(later),
    register: frameworks.register.handler(later),
  };
}
