import { ContextId, ExecutionId, type Instant, instantOf, ServerId } from '../../primitives';
import type { FindingDraft } from '../draft';
import { FALSE_DISCOVERIES } from './find-patterns';
import type { Pattern } from './pattern';
import { launchesWith, patternFacts, sayPattern } from './say-pattern';

/** When it was looked for, and the score from which what recurs is told. */
export interface PatternScene {
  readonly at: Instant;
  readonly threshold: number;
  /** The execution it was seen in last, where that is known. */
  readonly executionId: string | null;
}

/** Failures more frequent than this are grave. */
const OFTEN = 0.5;

/** The finding that failures recur. Its subject is the pattern: found again after the next drill, it is the same one. */
export function findingOfPattern(pattern: Pattern, { at, threshold, executionId }: PatternScene): FindingDraft {
  const { contextId, traits, within, elsewhere, serverIds, qValue, firstMs } = pattern;
  const [trait] = traits;
  const [only, ...others] = serverIds;
  return {
    subject: `pattern:${pattern.patternId}`,
    family: 'recurring-failure',
    method: 'pattern',
    aspect: 'recurrence',
    severity: within.failures / within.of >= OFTEN ? 'HIGH' : 'MEDIUM',
    score: Math.max(0, 1 - ((1 - threshold) * qValue) / FALSE_DISCOVERIES),
    title: `${trait === undefined ? 'Launches' : launchesWith(trait)} fail again and again`,
    summary: sayPattern(pattern),
    nextStep: nextOf(pattern),
    since: instantOf(firstMs),
    lastAt: at,
    contextId: ContextId.parse(contextId),
    executionId: executionId === null ? null : ExecutionId.parse(executionId),
    sourceServerId: only !== undefined && others.length === 0 ? ServerId.parse(only) : null,
    planName: trait?.type === 'attribute' && trait.name === 'plan' ? trait.value : null,
    series: null,
    members: [],
    memberCount: 0,
    evidence: {
      value: within.failures / within.of,
      unit: null,
      expected: elsewhere.of === 0 ? null : { low: 0, high: elsewhere.failures / elsewhere.of },
      points: [],
      facts: [...patternFacts(pattern)],
    },
  };
}

function nextOf({ traits }: Pattern): string {
  const [trait] = traits;
  if (trait === undefined || trait.type === 'sequence') {
    return 'Read the job log of one of these launches up to that event and remove its cause; a rule can tell of it while the launch still runs.';
  }
  switch (trait.name) {
    case 'subnet':
    case 'zone':
      return 'Check free addresses, routes and capacity there, or choose another launch subnet, before the next drill.';
    case 'instanceType':
      return 'Check capacity and quota of this instance type, or choose another in the launch settings, before the next drill.';
    case 'agentVersion':
      return 'Update the agent on one of these servers and drill it alone.';
    case 'server':
      return 'Compare its launch settings with those of a server that is launched, and drill it alone.';
    case 'hour':
    case 'weekday':
      return 'See what else runs at that time in the account, or start drills at another. No alert rule can watch for it: rules know no time of day or week.';
    default:
      return 'See what these launches have that others have not, and change it on one of them before the next drill.';
  }
}
