import type { DetectionReport } from '../../../shared/contract/findings';
import { LEARNING_ROWS } from '../../../shared/domain/detection/open-detector';
import { t } from '../../language/language';

/** Why nothing may be found yet, or what would be found: honest about how much is known. */
export function learningWords(report: DetectionReport | null): string {
  if (report === null) return t('findings.noneNext');
  if (!report.isOn) return t('findings.isOff');
  const { watched, learning } = report.series;
  if (watched === 0) return t('findings.nothingWatched');
  return learning === 0
    ? t('findings.noneNext')
    : t('findings.learning', { learning, watched, rows: LEARNING_ROWS, hours: LEARNING_ROWS / 60 });
}
