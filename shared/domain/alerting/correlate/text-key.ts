/** Words that tell nothing apart. */
const empty = new Set([
  'the',
  'of',
  'in',
  'on',
  'at',
  'to',
  'is',
  'are',
  'has',
  'have',
  'was',
  'were',
  'and',
  'or',
  'for',
  'with',
  'by',
  'from',
]);
/** Fewer words are too few to be alike by more than chance. */
const LEAST_WORDS = 3;

/** The set of words of a title, without numbers and ids: titles that differ in those alone have the same. Null where too few are left. */
export function textKey(title: string): string | null {
  const words = title
    .toLowerCase()
    .split(/[^\p{L}\p{N}_-]+/u)
    .filter((word) => word.length > 1 && !empty.has(word) && !/\d/.test(word));
  const set = [...new Set(words)].sort();
  return set.length < LEAST_WORDS ? null : set.join(' ');
}
