import type { RuleDraft } from '../rule-draft';
import type { Pattern } from './pattern';
import { launchesWith, sayPattern } from './say-pattern';

/** EventBridge patterns take so many values in one list. */
const MOST_VALUES = 100;

/** When executions start: rules know neither, and the servers that launched then are not what recurs. */
const times: ReadonlySet<string> = new Set(['hour', 'weekday']);

/**
 * The alert rule that tells when a pattern comes again. What launches share becomes the servers, the wave or the plan it is about; of a
 * sequence its last event in the job log is told, while the launch still runs. Null where no rule could say it.
 */
export function ruleOf(pattern: Pattern): RuleDraft | null {
  const { traits, contextId, within } = pattern;
  const [trait] = traits;
  if (trait?.type === 'attribute' && times.has(trait.name)) return null;
  const name = `${trait === undefined ? 'Launches' : launchesWith(trait)} fail again`;
  const base = {
    AlertId: `recurring-${fingerprint(pattern.patternId)}`,
    Name: name.slice(0, 200),
    Description: `${sayPattern(pattern)} Found in past executions.`,
    Enabled: true,
    Severity: within.failures * 2 >= within.of ? ('HIGH' as const) : ('MEDIUM' as const),
  };
  const failed = { type: ['participant.changed'], to: ['FAILED'], contextId: [contextId] };
  const once = { Threshold: 1, Operator: 'GREATER_THAN_OR_EQUAL' as const, Period: 3_600, By: ['contextId', 'executionId'] };
  if (trait?.type === 'sequence') {
    const last = trait.events.at(-1) ?? '';
    const EventPattern = { type: ['job-log.observed'], contextId: [contextId], items: { event: [last] } };
    return {
      configuration: { ...base, Name: `${last} in a job log`, Conditions: { ...once, EventPattern, By: ['contextId', 'jobId'] } },
      why: `It alerts as soon as ${last} stands in the job log, which mostly came before a failure.`,
    };
  }
  if (trait?.name === 'plan') {
    return {
      configuration: { ...base, Conditions: { ...once, EventPattern: failed }, Scope: { Plans: [trait.value] } },
      why: `It alerts when a launch of plan ${trait.value} fails.`,
    };
  }
  if (trait?.name === 'wave') {
    const waveNumber = Number(trait.value);
    const wave = Number.isInteger(waveNumber) ? waveNumber : trait.value;
    return {
      configuration: { ...base, Conditions: { ...once, EventPattern: failed }, Scope: { Waves: [wave] } },
      why: 'It alerts when a launch of that wave fails.',
    };
  }
  const servers = pattern.serverIds.slice(0, MOST_VALUES);
  if (servers.length === 0) return null;
  return {
    configuration: { ...base, Conditions: { ...once, EventPattern: { ...failed, sourceServerId: servers } } },
    why: `It alerts when one of the ${servers.length} servers fails to launch that had this in common.`,
  };
}

/** Eight letters and digits made of a text (FNV-1a). */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash.toString(36).padStart(7, '0');
}
