import type { DetectionReport } from '../../../shared/contract/findings';
import type { ConsoleClient } from '../../bridge/client';
import { useView } from '../../store/page';
import { useAgainOn } from '../../store/use-again-on';
import { type Asked, useAsked } from '../../store/use-asked';

const EVERY_MS = 15_000;
const read = (client: ConsoleClient): Promise<DetectionReport> => client.findings.report({});

/** How the detector does, asked again soon after findings changed. */
export function useReport(): Asked<DetectionReport> {
  const asked = useAsked(read, EVERY_MS);
  useAgainOn(
    useView((view) => view.findings, null),
    asked.again,
  );
  return asked;
}

/** The score from which findings of a kind are told; null while it is not known. */
export function thresholdOf(report: DetectionReport | null, kind: string): number | null {
  return report?.kinds.find((one) => one.kind === kind)?.threshold ?? report?.threshold ?? null;
}
