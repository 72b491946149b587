import { AuditEntry } from '../../../shared/contract/console';
import type { Engine } from '../engine-api';
import type { Implementer } from './implementer';
import { pageBefore } from './paging';

export function auditHandlers(os: Implementer, engine: Engine) {
  return {
    list: os.audit.list.handler(({ input }) => {
      const page = pageBefore(input, (before, limit) => engine.inside.history.audit({ kind: input.kind ?? null, before, limit }));
      return { ...page, items: page.items.map(({ bytes }) => AuditEntry.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))) };
    }),
  };
}
