import { memo, type ReactNode } from 'react';
import type { JournalEntry } from '../../shared/domain/events';
import classes from './event-row.module.css';
import { wordsOf } from './event-words';
import { StateIcon } from './state-mark';
import { ClockTime } from './time';

/** One line of a feed; a click shows what is behind it. */
export const EventRow = memo(function EventRow({
  entry,
  onOpen,
}: {
  entry: JournalEntry;
  onOpen: (entry: JournalEntry) => void;
}): ReactNode {
  const words = wordsOf(entry.event);
  return (
    <button type="button" className={classes.row} onClick={() => onOpen(entry)}>
      <span className={classes.time}>
        <ClockTime at={entry.event.at} />
      </span>
      <StateIcon tone={words.tone} size={12} />
      <span className={classes.text}>{words.text}</span>
    </button>
  );
});
