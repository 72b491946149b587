import { headingOf } from './event-words';
import { translateWord } from './messages';
import type { MessageSource } from './variable';

/** `High: Payroll DR failed`: what a message says where its template has no subject. */
export function severityPrefix({ event, locale }: MessageSource): string {
  return `${translateWord(`severity-${event.severity}`, locale)}: ${headingOf(event, locale)}`;
}

/**
 * Marks (`[REHEARSAL]`, `[TEST]`) that a text does not carry yet. A template that says the word itself is not told twice; but where
 * the word stands in the event, as in a server's name, the text proves nothing.
 */
export function missingMarks(text: string, { marks, source }: Marking): string[] {
  const wanted = marks.split(' ').filter((mark) => mark !== '');
  if (wanted.length === 0) return [];
  const event = JSON.stringify([source.event, source.digest]);
  return wanted.filter((mark) => {
    const word = mark.slice(1, -1);
    return !text.includes(word) || event.includes(word);
  });
}

interface Marking {
  /** `[REHEARSAL] [TEST] `, or nothing. */
  readonly marks: string;
  readonly source: Pick<MessageSource, 'event' | 'digest'>;
}
