import type { Forecast, ForecastWarning } from '../../../shared/domain/prediction/forecast';
import type { FoundNow } from '../detection/findings-api';

/** Subjects of what is foreseen begin so; then the execution, then the warning. */
export const FORESEEN = 'forecast:';
/** Of a warning whose probability nobody knows: what it warns of is there already, what comes of it is not. */
const UNKNOWN_CHANCE = 0.9;

export function subjectOf({ executionId }: Forecast, { id }: ForecastWarning): string {
  return `${FORESEEN}${executionId}:${id}`;
}

/** The warnings of a forecast as findings: the book decides what becomes of them. */
export function foundOf(forecast: Forecast): FoundNow[] {
  return forecast.warnings.map((warning) => ({
    subject: subjectOf(forecast, warning),
    family: warning.kind === 'rto-at-risk' || warning.kind === 'rpo-at-risk' ? 'objective-at-risk' : 'failure-foreseen',
    method: 'forecast',
    aspect: 'outlook',
    severity: warning.severity,
    score: warning.probability ?? UNKNOWN_CHANCE,
    title: `${forecast.planName}: ${warning.title}`,
    summary: warning.summary,
    nextStep: warning.nextStep,
    since: warning.since,
    lastAt: forecast.at,
    contextId: forecast.contextId,
    executionId: forecast.executionId,
    sourceServerId: warning.sourceServerId,
    planName: forecast.planName,
    series: null,
    members: [],
    memberCount: 0,
    evidence: {
      value: warning.probability,
      unit: warning.probability === null ? null : 'probability',
      expected: null,
      points: [],
      facts: [...warning.evidence, ...(forecast.why === '' ? [] : [forecast.why])].slice(0, 20),
    },
  }));
}
