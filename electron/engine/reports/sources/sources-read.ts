import { z } from 'zod';
import type { Instant } from '../../../../shared/domain/primitives';
import type { ReportSource } from '../../../../shared/domain/reports/report-document';
import type { ReportWords } from '../../../../shared/domain/reports/section-kind';
import type { Database } from '../../journal/database';
import type { AuditReader } from './audit-reader';
import type { ReportTables } from './tables';
import type { World } from './world';

interface Read {
  readonly database: Database;
  readonly newestAt: Instant;
  readonly world: World;
  readonly tables: ReportTables;
  readonly audit: AuditReader;
  readonly hasPoints: boolean;
  readonly words: ReportWords;
}

const Counted = z.object({ n: z.number() });

/** Where figures come from: the console's own records first, then each account as it was heard last. */
export function sourcesRead({ database, newestAt, world, tables, audit, hasPoints, words }: Read): readonly ReportSource[] {
  const events = database.query('SELECT coalesce(max(seq), 0) AS n FROM events', Counted).first()?.n ?? 0;
  const unreadable = world.unreadable();
  const table = (key: 'incidents' | 'alerts' | 'deliveries'): ReportSource => ({
    name: words(`source.${key}`),
    what: words(`source.${key}What`),
    ...tables.counts(key),
    trouble: null,
  });
  return [
    {
      name: words('source.journal'),
      what: words('source.journalWhat'),
      freshAt: events === 0 ? null : newestAt,
      records: events,
      trouble: unreadable === 0 ? null : words('source.unreadable', { count: unreadable }),
    },
    {
      name: words('source.audit'),
      what: words('source.auditWhat'),
      freshAt: audit.size() === 0 ? null : newestAt,
      records: audit.size(),
      trouble: null,
    },
    table('incidents'),
    table('alerts'),
    table('deliveries'),
    {
      name: words('source.metrics'),
      what: words('source.metricsWhat'),
      freshAt: null,
      records: null,
      trouble: hasPoints ? null : words('source.noMetrics'),
    },
    ...accountsRead(world, words),
  ];
}

function accountsRead(world: World, words: ReportWords): ReportSource[] {
  const { contexts, executions } = world.view();
  const troubles = Object.values(world.state().troubles);
  return Object.values(contexts).map((context) => {
    const its = Object.values(executions).filter(({ contextId }) => contextId === context.contextId);
    const failing = troubles.filter(({ contextId }) => contextId === context.contextId);
    const account = context.accountId ?? words('source.accountUnknown');
    return {
      name: context.name,
      what: words('source.contextWhat', { account, region: context.region }),
      freshAt:
        its
          .map(({ observedAt }) => observedAt)
          .sort()
          .at(-1) ?? null,
      records: its.length,
      trouble:
        failing.length === 0
          ? null
          : failing.map(({ source, since, code }) => words('source.failing', { source, since, code })).join('; '),
    };
  });
}
