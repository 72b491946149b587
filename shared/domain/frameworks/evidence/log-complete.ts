import { z } from 'zod';
import type { AuditEntry } from '../../audit/audit-entry';
import { msOf } from '../../primitives';
import type { Facts } from '../facts';
import type { JudgedItem } from '../population';
import { entryItem, momentOf, textIn } from './entry-items';
import { defineEvidence } from './evidence-kind';
import { counted, judgeShare } from './judging';
import { Fraction } from './parameters';

/** What says by itself that something of the record is gone. */
const LOSSES = ['database.set-aside', 'audit.rolled-back', 'audit.key-lost'];

/** Whether the record was kept throughout. */
export const logComplete = defineEvidence({
  kind: 'log-complete',
  title: 'The audit log was kept without a gap',
  how: 'Every run of the console that began within the period must have an entry for its end; the newest, which may go on, is left out. The share is held against atLeast. An entry that tells of a database set aside, a log rolled back or a lost key makes it not satisfied, whatever else holds. That no entry was cut out of the middle is proved by the tree, and checked by “tocsin audit verify”.',
  Parameters: z.strictObject({ atLeast: Fraction.default(1) }),
  judge({ atLeast }, facts) {
    const losses = [...facts.audit(LOSSES)];
    const judged = judgeShare(facts, {
      what: 'runs of the console',
      items: runs(facts),
      atLeast,
      label: 'Ended as they should',
      none: 'No run of the console began and ended within the period.',
      figures: [
        { label: 'Entries within the period', value: facts.sources.countAudit(facts.period, []), unit: 'count' },
        { label: 'Losses told of', value: losses.length, unit: 'count' },
      ],
    });
    if (losses.length === 0) return judged;
    const said = losses.slice(0, 5).map((entry) => `${entry.kind} (entry ${entry.seq}, ${momentOf(entry)})`);
    const reason = `The log itself tells of ${counted(losses.length, 'loss', 'losses')}: ${said.join('; ')}.`;
    return { ...judged, result: 'not', reasons: [reason, ...judged.reasons] };
  },
});

function runs({ sources, period }: Facts): readonly JudgedItem[] {
  // The end of a run that began within the period may come after it.
  const to = msOf(sources.asOf) > msOf(period.to) ? sources.asOf : period.to;
  const entries = [...sources.audit({ ...period, to }, ['session.started', 'session.stopped'])];
  const stopped = new Set(entries.filter(({ kind }) => kind === 'session.stopped').map((entry) => textIn(entry, 'sessionId')));
  const started = entries.filter(({ kind }) => kind === 'session.started');
  const newest = started.at(-1);
  return started
    .filter((entry) => momentOf(entry) < period.to && (entry !== newest || stopped.has(textIn(entry, 'sessionId'))))
    .map((entry) => runItem(entry, stopped.has(textIn(entry, 'sessionId'))));
}

function runItem(entry: AuditEntry, hasEnd: boolean): JudgedItem {
  const why = hasEnd ? null : 'It has no entry for its end: the console was killed, or its log was cut.';
  return entryItem(entry, `Run ${textIn(entry, 'sessionId') ?? entry.session}`, why);
}
