import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** About a millisecond of hashing. */
const PIECE = 500_000;

/** SHA-256 of the text's UTF-8, hexadecimal, made in pieces so that a long text keeps nobody waiting. */
export async function digestInTurns(text: string): Promise<string> {
  const hash = createHash('sha256');
  for (let from = 0; from < text.length; ) {
    const end = endOfPiece(text, from + PIECE);
    hash.update(text.slice(from, end), 'utf8');
    from = end;
    await nextTurn();
  }
  return hash.digest('hex');
}

/** Never between the two halves of a character: each half would be hashed as something else. */
function endOfPiece(text: string, at: number): number {
  const code = text.charCodeAt(at - 1);
  return code >= 0xd800 && code <= 0xdbff ? at + 1 : at;
}
