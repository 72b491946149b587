import { z } from 'zod';
import { attributed } from './entries-attributed';
import { textIn } from './entry-items';
import { defineEvidence } from './evidence-kind';
import { judgeShare } from './judging';
import { Fraction } from './parameters';

/** What people asked the console to do, with how it ended. */
export const commandsRecorded = defineEvidence({
  kind: 'commands-recorded',
  title: 'Commands are recorded with who gave them and how they ended',
  how: 'Every command that was given to the console within the period must be recorded with who gave it, and with how it ended. The share is held against atLeast.',
  Parameters: z.strictObject({ atLeast: Fraction.default(1) }),
  judge({ atLeast }, facts) {
    const ended = new Set<string | null>();
    for (const entry of facts.audit(['command.ended'])) ended.add(textIn(entry, 'commandId'));
    return judgeShare(facts, {
      what: 'commands',
      items: attributed(
        facts,
        ['command.requested'],
        (entry) => textIn(entry, 'command') ?? 'Command',
        (entry) => (ended.has(textIn(entry, 'commandId')) ? null : 'How it ended is not recorded.'),
      ),
      atLeast,
      label: 'With who gave them and how they ended',
      none: 'Nobody gave a command within the period.',
    });
  },
});
