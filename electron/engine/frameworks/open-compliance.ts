import type { RunningAudit } from '../audit/audit-api';
import type { Carriers } from '../carriers/open-carriers';
import type { Core, EngineInside, EngineOptions } from '../engine-api';
import type { Store } from '../open-store';
import type { Ports } from '../ports';
import { openReports } from '../reports/open-reports';
import { createAttachments } from './attachments';
import { createEvaluator } from './evaluator';

interface ComplianceParts {
  readonly store: Pick<Store, 'frameworks' | 'reports' | 'journal'>;
  readonly carriers: Carriers;
  readonly audit: RunningAudit;
  readonly core: Core;
  readonly ports: Ports;
  readonly options: EngineOptions;
}

export interface Compliance {
  readonly inside: Pick<EngineInside, 'frameworks' | 'evaluator' | 'attachments' | 'reports'>;
  /** On every pulse. */
  look(): void;
  stop(): Promise<void>;
}

/** Frameworks, what they are held against, what people add, and the reports made of it all. */
export function openCompliance({ store, carriers, audit, core, ports, options }: ComplianceParts): Compliance {
  const { frameworks, journal } = store;
  const evaluator = createEvaluator(ports.wall);
  const attachments = createAttachments({ dataDir: options.dataDir, ports, history: journal.history, commit: core.commit });
  const reports = openReports({
    ports,
    options,
    core,
    journal,
    definitions: store.reports,
    carriers,
    audit,
    evaluator: createEvaluator(ports.wall),
  });
  return {
    inside: { frameworks, evaluator, attachments, reports },
    look: reports.look,
    stop: async () => void (await Promise.all([evaluator.stop(), reports.stop()])),
  };
}
