import { join } from 'node:path';
import { z } from 'zod';
import type { Instant } from '../../../shared/domain/primitives';
import { TrainingReport } from '../../../shared/domain/training/progress';
import type { Log } from '../ports';
import { openDocument } from '../storage/document';

const File = z.object({ version: z.literal(1), reports: z.array(TrainingReport) });

/** Reports outlive the journal of their rehearsal, which makes way for the next one. */
export interface ReportsFile {
  /** Newest first. */
  all(): Promise<readonly TrainingReport[]>;
  file(report: TrainingReport): Promise<void>;
}

const KEPT = 200;

/** Reports in `training.json` of the data directory. What cannot be written is still there until the console ends, and is logged. */
export function openReportsFile(dataDir: string, now: Instant, log: Log): ReportsFile {
  const opening = open();
  /** On their way into the file, or kept out of it; newest last. */
  const unwritten = new Set<TrainingReport>();

  async function open() {
    const opened = await openDocument(join(dataDir, 'training.json'), File, { version: 1, reports: [] }, now);
    if (opened.ok && opened.value.movedAside !== null)
      log.warn(opened.value.movedAside, 'the reports of exercises could not be understood and were put aside');
    return opened;
  }

  return {
    async all() {
      const opened = await opening;
      const kept = opened.ok ? opened.value.document.current().reports : [];
      return [...[...unwritten].reverse().filter((one) => !kept.includes(one)), ...kept];
    },
    async file(report) {
      unwritten.add(report);
      const opened = await opening;
      const written = opened.ok
        ? await opened.value.document.change(({ reports }) => ({ version: 1, reports: [report, ...reports].slice(0, KEPT) }))
        : opened;
      if (written.ok) unwritten.delete(report);
      else log.warn({ reason: written.error.message }, 'the report of an exercise could not be kept');
    },
  };
}
