import { type Finding, kindOf } from '../../../../shared/domain/detection/finding';
import { entryOf, judgedBy } from '../../../../shared/domain/detection/sensitivity';
import { err, ok, type Result } from '../../../../shared/lib/result';
import type { Actor, Clock } from '../../ports';
import type { Recorder } from '../../state/recorder';
import { createTurns } from '../../storage/turns';
import type { DetectionSettingsStore } from '../policy/detection-settings';

export type Verdict = NonNullable<Finding['feedback']>['verdict'];

export interface Judgement {
  readonly finding: Finding;
  readonly kind: string;
  /** Sensitivity of its kind, before and from now on. */
  readonly before: number;
  readonly sensitivity: number;
}

export type JudgeError = { readonly code: 'unknown' | 'not-writable'; readonly message: string };

/**
 * What somebody says of a finding, whether it lasts or not. Said again, it takes the place of what was said before, and of its effect;
 * `withdrawn` leaves nothing of either.
 */
export type Judge = (
  findingId: string,
  said: { readonly verdict: Verdict | 'withdrawn'; readonly note: string | null },
  actor: Actor,
) => Promise<Result<Judgement, JudgeError>>;

interface JudgeParts {
  readonly store: DetectionSettingsStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly current: (findingId: string) => Finding | null;
  /** Takes over the finding as it is from now on. */
  readonly judged: (finding: Finding) => void;
  readonly owe: Recorder['owe'];
}

export function createJudge({ store, clock, current, judged, owe }: JudgeParts): Judge {
  // Two people may judge at once: the second takes back what the first one's verdict came to only where it is the same finding.
  const inTurn = createTurns();

  async function judge(...[findingId, { verdict, note }, actor]: Parameters<Judge>): ReturnType<Judge> {
    const found = current(findingId);
    if (found === null) return err({ code: 'unknown', message: `There is no finding ${findingId}.` });
    const kind = kindOf(found);
    const before = entryOf(kind, store.current()).sensitivity;
    const former = found.feedback?.verdict ?? null;
    if (verdict === 'withdrawn' && former === null) return ok({ finding: found, kind, before, sensitivity: before });
    const held = verdict === 'withdrawn' ? null : verdict;
    const learned = await store.learn((settings) => judgedBy(entryOf(kind, settings), held, former, settings.learnsFromFeedback));
    if (!learned.ok) return err({ code: 'not-writable', message: learned.error.message });
    const { sensitivity } = learned.value;
    const at = clock.now();
    // It may have gone on, or ended, meanwhile.
    const feedback = held === null ? null : { verdict: held, note, actor: actor.id, at };
    const finding: Finding = { ...(current(findingId) ?? found), feedback };
    judged(finding);
    const { title } = finding;
    owe(
      [
        { type: 'finding.judged', at, findingId, kind, title, verdict, note, before, sensitivity, actor: actor.id },
        { type: 'findings.changed', at, findings: [finding] },
      ],
      actor,
    );
    return ok({ finding, kind, before, sensitivity });
  }

  return (...asked) => inTurn(() => judge(...asked));
}
