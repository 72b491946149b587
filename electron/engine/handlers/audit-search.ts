import { searchFilter } from '../audit/search/filter';
import { type Beside, foundOf } from '../audit/search/found';
import type { Engine } from '../engine-api';
import type { Implementer } from './implementer';
import { seqPage } from './paging';
import { unavailable } from './problems';

/** Search over the audit log; spread into its other handlers. */
export function auditSearchHandlers({ audit }: Implementer, { inside }: Engine) {
  const beside = (): Beside => ({ signedSize: inside.audit.head()?.size ?? 0, sealed: inside.audit.tables.sealed });
  return {
    list: audit.list.handler(async ({ input }) => {
      const filter = searchFilter(input);
      return seqPage(input, async (before, limit) => {
        const found = await inside.auditSearch.ask({ kind: 'page', filter, before, limit });
        if (!found.ok) throw notSearching(found.error);
        const known = beside();
        return found.value.entries.map((entry) => foundOf(entry, known));
      });
    }),
    facets: audit.facets.handler(async ({ input }) => {
      const facets = await inside.auditSearch.ask({ kind: 'facets', filter: searchFilter(input) });
      if (!facets.ok) throw notSearching(facets.error);
      return facets.value;
    }),
  };
}

export function notSearching(reason: string) {
  return unavailable(
    'audit.not-searchable',
    `The audit log cannot be searched now: ${reason}. The log itself is not touched by this.`,
  );
}
