import { z } from 'zod';
import { momentOf } from './entry-items';
import { defineEvidence } from './evidence-kind';
import { counted, judgeShare } from './judging';
import { Fraction } from './parameters';
import { judgedRuns } from './runs';

/** What says by itself that something of the record is gone. */
const LOSSES = ['database.set-aside', 'audit.rolled-back', 'audit.key-lost'];

/** Whether the record was kept throughout. */
export const logComplete = defineEvidence({
  kind: 'log-complete',
  title: 'The audit log was kept without a gap',
  how: 'Every run of the console that began within the period must have an entry for its end, and while it ran a head of the log must have been signed at least every everyHours; time that the machine slept is left out. Heads are signed each hour, also when nothing happened, so that silence is a statement. The newest run, which may go on, is looked at up to the newest entry, and left out while it is shorter than that. The share is held against atLeast. An entry that tells of a database set aside, a log rolled back or a lost key makes it not satisfied, whatever else holds. That no entry was cut out of the middle is proved by the tree, and checked by “tocsin audit verify”.',
  Parameters: z.strictObject({ everyHours: z.number().min(1).max(168).default(2), atLeast: Fraction.default(1) }),
  judge({ everyHours, atLeast }, facts) {
    const losses = [...facts.audit(LOSSES)];
    const judged = judgeShare(facts, {
      what: 'runs of the console',
      items: judgedRuns(facts, everyHours),
      atLeast,
      label: 'Recorded throughout',
      none: 'No run of the console within the period can be judged yet.',
      figures: [
        { label: 'Entries within the period', value: facts.sources.countAudit(facts.period, []), unit: 'count' },
        { label: 'Heads signed in all', value: facts.sources.log().checkpoints, unit: 'count' },
        { label: 'Losses told of', value: losses.length, unit: 'count' },
      ],
    });
    if (losses.length === 0) return judged;
    const said = losses.slice(0, 5).map((entry) => `${entry.kind} (entry ${entry.seq}, ${momentOf(entry)})`);
    const reason = `The log itself tells of ${counted(losses.length, 'loss', 'losses')}: ${said.join('; ')}.`;
    return { ...judged, result: 'not', reasons: [reason, ...judged.reasons] };
  },
});
