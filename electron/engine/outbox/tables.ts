import { z } from 'zod';
import type { ConsoleEvent } from '../../../shared/domain/events';
import type { ServiceLevel } from '../../../shared/domain/notifications/record';
import type { Rendered } from '../../../shared/domain/notifications/rendered';
import type { Instant } from '../../../shared/domain/primitives';
import type { Result } from '../../../shared/lib/result';
import type { Database } from '../journal/database';
import type { DatabaseError } from '../journal/database-error';
import { createContents } from './contents';
import { createOpenRows, type OpenRows } from './open-rows';
import { createProjection } from './projection';
import { createReads, type Reads } from './reads';
import { createForget } from './retention';
import { createServiceLevels } from './service-level';
import { createStage, type Staged } from './staged';

/** The outbox's part of the journal's file. `apply` and `settled` are the journal's to call; everything else is for the dispatcher and screens. */
export interface OutboxTables {
  apply(event: ConsoleEvent, seq: number, wallAt: Instant): void;
  settled(isCommitted: boolean): void;
  /** To be written with the delivery's next event. */
  stage(deliveryId: string, staged: Staged): void;
  /** Contents of deliveries that are not going to be sent, for whoever looks at them. */
  keepContents(all: readonly { readonly seq: number; readonly rendered: Rendered }[]): Result<null, DatabaseError>;
  contentOf(seq: number): Rendered | null;
  /** Place in the journal of the newest event about a notification. */
  lastChangeSeq(): number;
  readonly open: OpenRows;
  readonly reads: Reads;
  serviceLevel(from: Instant, to: Instant): ServiceLevel;
  forget(before: Instant): Result<number, DatabaseError>;
}

export function createOutboxTables(database: Database): OutboxTables {
  const contents = createContents(database);
  const stage = createStage();
  const projection = createProjection(database, contents, stage);
  let lastChangeSeq =
    database.query('SELECT coalesce(max(seq), 0) AS n FROM notification_events', z.object({ n: z.number() })).first()?.n ?? 0;
  return {
    apply(event, seq, wallAt) {
      if (projection.apply(event, seq, wallAt)) lastChangeSeq = seq;
    },
    lastChangeSeq: () => lastChangeSeq,
    settled: stage.settled,
    stage: stage.put,
    keepContents: (all) =>
      database.transaction(() => {
        for (const { seq, rendered } of all) contents.save(seq, rendered);
        return null;
      }),
    contentOf: contents.load,
    open: createOpenRows(database),
    reads: createReads(database, contents),
    serviceLevel: createServiceLevels(database),
    forget: createForget(database),
  };
}
