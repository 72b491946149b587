import pino from 'pino';
import { redactText } from '../../shared/domain/redact';
import type { Log } from '../engine/ports';

/** Fields that never reach a log, wherever they stand in what is logged. */
const SECRET_FIELD =
  /(?:token|secret|secret\w*key|password|passphrase|authorization|cookie|webhookurl|servicekey|routingkey|accesskeyid)$/i;
/** Step Functions task tokens (`AQC` and hundreds of base64 characters), bearer headers, access keys, tokens in addresses. */
const SECRET_TEXT = [
  /\bA(?:QC|AAA)[A-Za-z0-9+/=_-]{80,}/g,
  /\b(?:Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi,
  /\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b/g,
  /([?#&]token=)[^&\s"']+/g,
];
const HIDDEN = '[hidden]';
const DEEPEST = 8;

/** Text without what must not be read by whoever reads a log: what the journal leaves out, and what only a log may meet. */
export function hideSecrets(text: string): string {
  return SECRET_TEXT.reduce(
    (clean, pattern) => clean.replace(pattern, (_all, kept) => (typeof kept === 'string' ? `${kept}${HIDDEN}` : HIDDEN)),
    redactText(text).replaceAll('[redacted]', HIDDEN),
  );
}

/** A copy fit for a log: secret fields and secret-looking text hidden, errors as text, nothing deeper than eight levels. */
export function fitForLog(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return hideSecrets(value);
  if (value instanceof Error) {
    return {
      name: value.name,
      message: hideSecrets(value.message),
      stack: value.stack === undefined ? undefined : hideSecrets(value.stack),
    };
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) return '[deeper]';
  if (Array.isArray(value)) return value.map((item) => fitForLog(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      SECRET_FIELD.test(name) && field !== null ? HIDDEN : fitForLog(field, depth + 1),
    ]),
  );
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** The log of the program: one JSON object a line on standard error, since standard output belongs to the command's answer. */
export function createLog(level: LogLevel, write: (line: string) => void): Log {
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } },
    { write },
  );
  const at = (name: LogLevel) => (fields: Readonly<Record<string, unknown>>, message: string) =>
    logger[name](cleanFields(fields), hideSecrets(message));
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

function cleanFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, SECRET_FIELD.test(name) ? HIDDEN : fitForLog(field)]),
  );
}
