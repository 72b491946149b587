import { redact } from '../../../shared/domain/redact';

/** Characters of JSON kept of an answer or message for the side panel. */
const rawLimit = 16_000;

/** An answer as it came, without secrets and bounded, for the side panel. */
export function rawOf(value: unknown): unknown {
  const text = JSON.stringify(redact(value)) ?? 'null';
  return text.length <= rawLimit
    ? JSON.parse(text)
    : { shortened: true, sizeCharacters: text.length, begin: text.slice(0, rawLimit) };
}
