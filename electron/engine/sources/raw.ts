/** INTERIM */
function redact(value: unknown): unknown {
  return JSON.parse((JSON.stringify(value) ?? 'null').replace(/AQC[A-Za-z0-9+/=]{100,}/g, '[redacted]'));
}

/** Characters of JSON kept of an answer or message for the side panel. */
const rawLimit = 16_000;

/** An answer as it came, without secrets and bounded, for the side panel. */
export function rawOf(value: unknown): unknown {
  const text = JSON.stringify(redact(value)) ?? 'null';
  return text.length <= rawLimit
    ? JSON.parse(text)
    : { shortened: true, sizeCharacters: text.length, begin: text.slice(0, rawLimit) };
}

/** A text without secrets. */
export function redactedText(text: string): string {
  const shown = redact(text);
  return typeof shown === 'string' ? shown : '';
}
