import { redactText } from '../redact';

/** A signed token as browsers and gateways carry it, also without the word that announces it. */
const signedToken = /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?/g;
/** A query can cut a task token loose from its first letters; what is left is a long run that no reader misses. */
const longRun = /[A-Za-z0-9+/=]{100,}/g;
const MARK = '[redacted]';

/**
 * A line of a log without secrets. The orchestrator's functions print whole events, task tokens and `Authorization` headers included
 * (aws-contracts 7), so more goes here than elsewhere: every long run of letters and digits, and every signed token.
 */
export function redactLine(text: string): string {
  return redactText(text).replace(signedToken, MARK).replace(longRun, MARK);
}
