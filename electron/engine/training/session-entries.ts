import type { ConsoleEvent, EventOf, EventType, JournalEntry } from '../../../shared/domain/events';
import type { History } from '../journal/history';

/** What an exercise is judged by; everything else would only be carried along. */
const TELLING: ReadonlySet<EventType> = new Set<EventType>([
  'training.started',
  'training.seen',
  'training.answered',
  'training.hinted',
  'notice.raised',
  'notice.acknowledged',
  'command.requested',
  'command.ended',
  'custom.received',
  'execution.changed',
  'wave.changed',
  'replication.changed',
  'source.failed',
]);
const PAGE = 500;

/** What the journal says after `seq` that may matter to an exercise, oldest first. */
export function entriesSince(history: History, seq: number): JournalEntry[] {
  const found: JournalEntry[] = [];
  let before: number | null = null;
  for (;;) {
    const page: JournalEntry[] = history.events({ subjects: [], contextId: null, before, limit: PAGE });
    const fresh = page.filter((entry) => entry.seq > seq);
    found.push(...fresh.filter(({ event }) => TELLING.has(event.type)));
    const oldest = page.at(-1);
    if (oldest === undefined || fresh.length < page.length || page.length < PAGE) return found.reverse();
    before = oldest.seq;
  }
}

/** The exercise that had not ended when the console did: it goes on. */
export function runningIn(history: History): { readonly seq: number; readonly event: EventOf<'training.started'> } | null {
  let before: number | null = null;
  for (;;) {
    const page: JournalEntry[] = history.events({ subjects: ['training:all'], contextId: null, before, limit: PAGE });
    for (const { seq, event } of page) {
      if (isEnd(event)) return null;
      if (event.type === 'training.started') return { seq, event };
    }
    const oldest = page.at(-1);
    if (oldest === undefined || page.length < PAGE) return null;
    before = oldest.seq;
  }
}

function isEnd(event: ConsoleEvent): boolean {
  return event.type === 'training.ended';
}
