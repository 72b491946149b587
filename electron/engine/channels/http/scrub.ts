const MARK = '[secret]';
/** Shorter texts are in every word; nothing that short keeps a secret. */
const LEAST = 4;
const LEAST_PART = 8;

/**
 * A text without the secrets that receivers like to repeat in their answers: the secrets themselves, and of URLs and headers the parts that
 * give access, also percent-decoded.
 */
export function scrub(text: string, secrets: readonly string[]): string {
  return secrets
    .flatMap(partsOf)
    .filter((part) => part.length >= LEAST)
    .sort((a, b) => b.length - a.length)
    .reduce((clean, part) => clean.split(part).join(MARK), text);
}

function partsOf(secret: string): string[] {
  const address = /^https?:\/\/[^/?#]+(.*)$/s.exec(secret)?.[1];
  const parts = (address ?? secret).split(/[\s/?#&=;,]+/).filter(isTelling);
  const whole = address === undefined ? [secret] : [secret, address];
  return [...whole, ...parts].flatMap((part) => [part, decoded(part), JSON.stringify(part).slice(1, -1)]);
}

/** Long enough, and no plain word such as `services` or `triggers`. */
function isTelling(part: string): boolean {
  return part.length >= LEAST_PART * 2 || (part.length >= LEAST_PART && /[^a-z.-]/.test(part));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // Not percent-encoded; it stands in the list as it is.
  }
}
