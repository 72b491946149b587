import { err, ok, type Result } from '../../lib/result';

/**
 * JSON as loops write it: commas too many are left out, line breaks within texts are what they are. Everything else must be JSON.
 */
export function parseLenientJson(text: string): Result<unknown, string> {
  const strict = withoutStrayCommas(text);
  try {
    const value: unknown = JSON.parse(strict);
    return ok(value);
  } catch (thrown) {
    return err(`the message is not JSON: ${thrown instanceof Error ? near(thrown.message, strict) : String(thrown)}`);
  }
}

/** Texts between quotes stay; a comma goes when another, a closing bracket, or an opening one stands next to it. */
function withoutStrayCommas(text: string): string {
  const pieces: string[] = [];
  const scan = /"(?:[^"\\]|\\.)*"|,|[^",]+|"/gs;
  let pending = false;
  let last = '[';
  for (const [piece] of text.matchAll(scan)) {
    if (piece === ',') {
      pending = true;
      continue;
    }
    const isText = piece.startsWith('"');
    const trimmed = isText ? piece : piece.trim();
    if (trimmed === '') continue;
    const first = trimmed.charAt(0);
    if (pending && !'[{:'.includes(last) && !']}'.includes(first)) pieces.push(',');
    pending = false;
    pieces.push(isText ? escapeBreaks(piece) : trimmed);
    last = trimmed.charAt(trimmed.length - 1);
    if (isText) last = '"';
  }
  return pieces.join('');
}

function escapeBreaks(text: string): string {
  if (!/\p{Cc}/u.test(text)) return text;
  return text.replace(/\p{Cc}/gu, (character) => (character === '\n' ? '\\n' : character === '\t' ? '\\t' : ' '));
}

const PLACE = /position (\d+)/;

/** The words around the place where reading stopped, since positions in what was written help nobody. */
function near(message: string, text: string): string {
  const position = PLACE.exec(message)?.[1];
  if (position === undefined) return message;
  const at = Number(position);
  return `something is wrong near ${JSON.stringify(text.slice(Math.max(0, at - 30), at + 30))}`;
}

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
