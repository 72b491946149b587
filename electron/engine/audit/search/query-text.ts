/** What to ask the full-text index for; each part is quoted, so that nothing typed can be read as a command to it. */
export interface TextQuery {
  /** Null where every entry fits so far. */
  readonly match: string | null;
  /** What must not be in them. */
  readonly without: string | null;
  /** Something was asked for that no entry can hold, such as a sign alone: nothing fits. */
  readonly isImpossible: boolean;
}

interface Term {
  readonly words: readonly string[];
  readonly isBeginning: boolean;
  readonly isExcluded: boolean;
  readonly isSignsAlone: boolean;
}

/** A quoted phrase (also one that was not closed yet) or a run without spaces, perhaps with a minus before it and a star behind. */
const TERM = /(-?)(?:"([^"]*)(?:"|$)|([^\s"]+))(\*?)/gu;
/** What the index takes for parts of words, too: letters, digits and characters of private use. */
const WORD = /[\p{L}\p{N}\p{M}\p{Co}]+/gu;
const MOST_TERMS = 32;

/** Reads what somebody typed: `word`, `"in this order"`, `begin*`, `-without`. Every text has a meaning; none is an error. */
export function textQuery(text: string): TextQuery {
  const terms = [...text.matchAll(TERM)].slice(0, MOST_TERMS).map(termOf);
  const wanted = terms.filter(({ isExcluded, words }) => !isExcluded && words.length > 0);
  const unwanted = terms.filter(({ isExcluded, words }) => isExcluded && words.length > 0);
  return {
    match: wanted.length === 0 ? null : wanted.map(quoted).join(' AND '),
    without: unwanted.length === 0 ? null : unwanted.map(quoted).join(' OR '),
    isImpossible: terms.some(({ isSignsAlone, isExcluded }) => isSignsAlone && !isExcluded),
  };
}

function termOf([, minus = '', phrase, run = '', star = '']: RegExpMatchArray): Term {
  const text = phrase ?? run;
  const words = text.match(WORD) ?? [];
  return {
    words,
    isBeginning: phrase === undefined ? text.endsWith('*') : star === '*',
    isExcluded: minus === '-',
    isSignsAlone: words.length === 0 && /[^\s"*-]/u.test(text),
  };
}

function quoted({ words, isBeginning }: Term): string {
  return `"${words.join(' ')}"${isBeginning ? ' *' : ''}`;
}
