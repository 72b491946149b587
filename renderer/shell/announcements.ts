import type { Incident } from '../../shared/domain/alerting/incident';
import type { Execution } from '../../shared/domain/view';
import type { Connection } from '../bridge/connection';
import { t } from '../language/language';
import { inSentence } from '../ui/sentence';
import { ofExecution, ofSeverity } from '../ui/tone';

/** What a listener has been told so far; null: the page has only just come, and what is there is no news. */
export interface Heard {
  readonly incidents: ReadonlySet<string> | null;
  readonly states: ReadonlyMap<string, Execution['status']>;
  readonly isLost: boolean;
}

export const nothingHeard: Heard = { incidents: null, states: new Map(), isLost: false };

interface Seen {
  readonly open: readonly Incident[];
  readonly executions: readonly Execution[];
  readonly connection: Connection['kind'];
}

/** More than this at once is told as a number. */
const MOST = 3;

/**
 * What is worth telling a listener, and what they have heard then. The gravest open incident and the loss of the connection are not
 * here: their strips are read out when they appear.
 */
export function announcements(
  heard: Heard,
  { open, executions, connection }: Seen,
): { sentences: readonly string[]; heard: Heard } {
  const isLost = connection === 'reconnecting' || connection === 'refused';
  const now: Heard = {
    incidents: new Set(open.map(({ incidentId }) => incidentId)),
    states: new Map(executions.map(({ executionId, status }) => [executionId, status])),
    isLost,
  };
  const before = heard.incidents;
  if (before === null) return { sentences: [], heard: now };
  const fresh = open.slice(1).filter(({ incidentId }) => !before.has(incidentId));
  const moved = executions.filter(({ executionId, status }) => heard.states.get(executionId) !== status);
  const sentences = [
    ...(heard.isLost && !isLost ? [t('shell.connectedAgain')] : []),
    ...told(fresh, alertSentence, 'shell.newAlerts'),
    ...told(moved, stateSentence, 'shell.executionsMoved'),
  ];
  return { sentences, heard: now };
}

function told<T>(
  items: readonly T[],
  sentence: (item: T) => string,
  many: 'shell.newAlerts' | 'shell.executionsMoved',
): readonly string[] {
  return items.length > MOST ? [t(many, { n: items.length })] : items.map(sentence);
}

function alertSentence({ title, severity }: Incident): string {
  return t('shell.newAlert', { title, severity: ofSeverity(severity).word });
}

function stateSentence({ planName, status }: Execution): string {
  return t('shell.executionIs', { plan: planName, state: inSentence(ofExecution(status).word) });
}
