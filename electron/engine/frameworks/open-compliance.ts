import type { Core, EngineInside, EngineOptions } from '../engine-api';
import type { History } from '../journal/history';
import type { Ports } from '../ports';
import { createAttachments } from './attachments';
import { createEvaluator } from './evaluator';
import type { Frameworks } from './open-frameworks';

interface ComplianceParts {
  readonly frameworks: Frameworks;
  readonly history: History;
  readonly core: Core;
  readonly ports: Ports;
  readonly options: EngineOptions;
}

export interface Compliance {
  readonly inside: Pick<EngineInside, 'frameworks' | 'evaluator' | 'attachments'>;
  stop(): Promise<void>;
}

/** Frameworks, what they are held against, and what people add. */
export function openCompliance({ frameworks, history, core, ports, options }: ComplianceParts): Compliance {
  const evaluator = createEvaluator(ports.wall);
  const attachments = createAttachments({ dataDir: options.dataDir, ports, history, commit: core.commit });
  return { inside: { frameworks, evaluator, attachments }, stop: evaluator.stop };
}
