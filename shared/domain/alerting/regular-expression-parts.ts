/** What an expression is made of. */
export type Piece =
  | { readonly type: 'nothing' }
  | { readonly type: 'edge'; readonly at: 'begin' | 'end' }
  | { readonly type: 'character'; readonly takes: (character: string) => boolean }
  | { readonly type: 'row' | 'either'; readonly of: readonly Piece[] }
  /** `most` null is without end. */
  | { readonly type: 'repeat'; readonly of: Piece; readonly least: number; readonly most: number | null };

/** `[a-z]`, `\d`, `\p{L}`, `.`: one character that is asked of the language itself. */
const SET =
  /^(?:\[(?:\\.|[^\]\\])*\]|\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[\dA-Fa-f]{4}|\\x[\dA-Fa-f]{2}|\\c[A-Za-z]|\\[^bBk1-9]|\.)/su;
const TIMES = /^(?:([*+?])|\{(\d+)(,)?(\d+)?\})\??/;
const REFUSED = /^\(\?(?!:)/;

/** Reads an expression of flag `u`; null where it is none, or asks for more than one pass (`(?=`, `\b`, `\1`). */
export function parseExpression(source: string): Piece | null {
  if (!isExpression(source)) return null;
  let rest = source;

  /** Takes what stands next, where it has this form. */
  function take(form: RegExp): RegExpExecArray | null {
    const found = form.exec(rest);
    if (found !== null) rest = rest.slice(found[0].length);
    return found;
  }

  function either(): Piece | null {
    const ways: Piece[] = [];
    do {
      const way = row();
      if (way === null) return null;
      ways.push(way);
    } while (take(/^\|/) !== null);
    const [only] = ways;
    return ways.length === 1 && only !== undefined ? only : { type: 'either', of: ways };
  }

  function row(): Piece | null {
    const of: Piece[] = [];
    while (rest !== '' && !/^[|)]/.test(rest)) {
      const one = atom();
      if (one === null) return null;
      of.push(times(one));
    }
    return of.length === 0 ? { type: 'nothing' } : { type: 'row', of };
  }

  function times(of: Piece): Piece {
    const found = take(TIMES);
    if (found === null) return of;
    const [, sign, from = '0', comma, to] = found;
    if (sign !== undefined) return { type: 'repeat', of, least: Number(sign === '+'), most: sign === '?' ? 1 : null };
    const least = Number(from);
    return { type: 'repeat', of, least, most: comma === undefined ? least : to === undefined ? null : Number(to) };
  }

  function atom(): Piece | null {
    if (REFUSED.test(rest)) return null;
    if (take(/^\((?:\?:)?/) !== null) {
      const inner = either();
      return inner === null || take(/^\)/) === null ? null : inner;
    }
    if (take(/^\^/) !== null) return { type: 'edge', at: 'begin' };
    if (take(/^\$/) !== null) return { type: 'edge', at: 'end' };
    const set = take(SET);
    if (set !== null) return setOf(set[0]);
    const plain = take(/^[^\\]/su)?.[0];
    return plain === undefined ? null : { type: 'character', takes: (character) => character === plain };
  }

  return either();
}

function setOf(source: string): Piece {
  const form = new RegExp(`^${source}$`, 'u');
  return { type: 'character', takes: (character) => form.test(character) };
}

function isExpression(source: string): boolean {
  try {
    return new RegExp(source, 'u').source !== '';
  } catch {
    return false;
  }
}
