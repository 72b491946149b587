import { headingOf } from './event-words';
import { translateWord } from './messages';
import type { MessageSource } from './variable';

/** `High: Payroll DR failed`: what a message says where its template has no subject. */
export function severityPrefix({ event, locale }: MessageSource): string {
  return `${translateWord(`severity-${event.severity}`, locale)}: ${headingOf(event, locale)}`;
}
