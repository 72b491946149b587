const MOST = 300;

/** A stable text of at most 300 characters: what is longer keeps its beginning and ends in a fingerprint of the whole. */
export function shortKey(text: string): string {
  return text.length <= MOST ? text : `${text.slice(0, MOST - 17)}#${fingerprint(text)}`;
}

/** 16 hexadecimal digits that tell texts apart; no protection against anybody who wants two alike. */
export function fingerprint(text: string): string {
  return [0x811c9dc5, 0x9747b28c].map((seed) => mixed(text, seed).toString(16).padStart(8, '0')).join('');
}

/** FNV-1a over UTF-16 units, stirred at the end. */
function mixed(text: string, seed: number): number {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
