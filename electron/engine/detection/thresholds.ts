import { aspects } from '../../../shared/domain/detection/detector';
import { kindOf } from '../../../shared/domain/detection/finding';
import { isWatched } from '../../../shared/domain/detection/policy';
import { NEVER } from '../../../shared/domain/detection/threshold';
import { watchedMetrics } from '../../../shared/domain/detection/watched';
import type { Findings } from './findings-api';

/** The score from which findings of streams are made, by kind, as feedback and the operator have it now. */
export function thresholdsOf(findings: Pick<Findings, 'settings' | 'thresholdOf'>): Readonly<Record<string, number>> {
  const settings = findings.settings();
  const found: Record<string, number> = {};
  for (const family of new Set(watchedMetrics.map((watched) => watched.family)))
    for (const aspect of aspects) {
      const kind = kindOf({ family, aspect });
      found[kind] = isWatched(family, settings) ? findings.thresholdOf(kind) : NEVER;
    }
  return found;
}
