import type { Engine } from '../engine-api';
import type { Implementer } from './implementer';
import { unavailable } from './problems';

const later = () => {
  throw unavailable('reports.not-ready', 'Not ready yet.');
};

export function reportHandlers(os: Implementer, _engine: Engine) {
  const { reports } = os;
  return {
    definitions: { get: reports.definitions.get.handler(later), put: reports.definitions.put.handler(later) },
    list: reports.list.handler(later),
    get: reports.get.handler(later),
    put: reports.put.handler(later),
    remove: reports.remove.handler(later),
    check: reports.check.handler(later),
    preview: reports.preview.handler(later),
    run: reports.run.handler(later),
    runs: reports.runs.handler(later),
    getRun: reports.getRun.handler(later),
    file: reports.file.handler(later),
    signature: reports.signature.handler(later),
    redeliver: reports.redeliver.handler(later),
    catalogue: reports.catalogue.handler(later),
  };
}
