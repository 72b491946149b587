import { unreachable } from '../../../shared/lib/unreachable';
import { type ExportError, exportToFile } from '../audit/search/export-file';
import { fileBlob } from '../audit/search/file-blob';
import { searchFilter } from '../audit/search/filter';
import { type Beside, foundOf } from '../audit/search/found';
import type { Engine } from '../engine-api';
import type { Implementer } from './implementer';
import { seqPage } from './paging';
import { impossible, notRecording, unavailable } from './problems';

/** Search over the audit log; spread into its other handlers. */
export function auditSearchHandlers({ audit }: Implementer, { inside, options, ports, commit }: Engine) {
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
    export: audit.export.handler(async ({ input: { format: form, proofs, ...asked }, context: { actor } }) => {
      const { dataDir, version } = options;
      const tools = { search: inside.auditSearch, audit: inside.audit, version, dataDir, wall: ports.wall };
      const exported = await exportToFile(tools, { filter: searchFilter(asked), form, proofs });
      if (!exported.ok) throw refused(exported.error);
      const { path, name, type, entries, size } = exported.value;
      // What left the console is in the record before it leaves.
      const recorded = commit(
        [
          {
            type: 'audit.exported',
            at: ports.clock.now(),
            form: proofs ? `${form}+proofs` : form,
            entries,
            size,
            actor: actor.id,
          },
        ],
        actor,
      );
      if (!recorded.ok) throw notRecording(recorded.error);
      return fileBlob(path, name, type);
    }),
  };
}

function refused({ code, message }: ExportError) {
  switch (code) {
    case 'too-many':
      return impossible('audit.too-many', message);
    case 'not-signed':
    case 'not-searchable':
    case 'not-writable':
      return unavailable(`audit.${code}`, message);
    default:
      return unreachable(code);
  }
}

function notSearching(reason: string) {
  return unavailable(
    'audit.not-searchable',
    `The audit log cannot be searched now: ${reason}. The log itself is not touched by this.`,
  );
}
