import type { Execution, Participant } from '../../view';
import type { Alert } from '../alert';
import type { Cause, Evidence } from '../incident';
import type { AlertWorld } from '../world';
import type { CauseId } from './cause-ids';
import { causeWords } from './words';

/** What a rule may look at: the alerts of one incident and the world they are about. */
export interface CauseScene {
  /** Oldest first; at most a few hundred of a large incident. */
  readonly alerts: readonly Alert[];
  readonly world: Pick<AlertWorld, 'view' | 'state' | 'now'>;
  executionOf(alert: Alert): Execution | undefined;
  participantOf(alert: Alert): Participant | undefined;
}

/** Looks for causes of its kind. `names`: the alerts it understands; it is asked only where there is one of them. */
export interface CauseRule {
  readonly names: readonly string[] | 'rules' | 'scripts' | 'findings';
  readonly look: (scene: CauseScene) => readonly Cause[];
}

interface Found {
  readonly causeId: CauseId;
  /** In place of the cause's own. */
  readonly title?: string;
  readonly nextStep?: string;
  /** In [0, 1]; more is cut. */
  readonly score: number;
  readonly subject?: Cause['subject'];
  readonly evidence: readonly Evidence[];
}

/** More would not be read. */
const MOST_EVIDENCE = 8;

/** A cause in its own words. */
export function causeOf({ causeId, title, nextStep, score, subject = null, evidence }: Found): Cause {
  const words = causeWords[causeId];
  return {
    causeId,
    title: title ?? words.title,
    // Two digits: a score that moves by less is no news.
    score: Math.round(Math.min(1, Math.max(0, score)) * 100) / 100,
    subject,
    evidence: evidence.slice(0, MOST_EVIDENCE),
    nextStep: nextStep ?? words.nextStep,
    runbookId: words.runbookId,
  };
}

/** An alert as evidence, in its own words unless others are given. */
export function byAlert(alert: Alert, text: string = alert.title): Evidence {
  return { text, at: alert.startedAt, ref: { kind: 'alert', id: alert.alertId } };
}

/** A server as evidence. */
export function byServer(serverId: string, text: string, at: Evidence['at']): Evidence {
  return { text, at, ref: { kind: 'server', id: serverId } };
}

/** The first is earliest; all in one. */
export function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
