import { realTimeAndChance } from './rooms';
import { isTest, type Source } from './sources';

/** Longest file in lines. Most are far shorter; past this one it has more than one concern. */
export const LONGEST_SHIPPED = 300;
export const LONGEST_TEST = 500;

/** Reads the real clock, draws real chance, or makes an id out of nothing: these come in through ports. */
const REAL = /\bDate\.now\b|\bMath\.random\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bperformance\.now\b|\brandomUUID\b/;

/** Younger than Node 18.15, which the main process must run on (D2). */
const TOO_YOUNG =
  /Promise\.withResolvers|\.to(?:Sorted|Reversed|Spliced)\(|AbortSignal\.any\(|Object\.groupBy|Map\.groupBy|Array\.fromAsync|URL\.canParse|\bcrypto\.hash\(|import\.meta\.(?:dirname|filename)|node:sqlite|\baddAbortListener\b|Symbol\.(?:asyncD|d)ispose|\bstyleText\b|\bglobalThis\.crypto\b/;

/** A cast works around the type checker. `as const`, widening to `unknown` and renaming in imports are no casts. */
const CAST = /\bas\s+(?!const\b)(?:[A-Z{[(]|never\b|string\b|number\b|boolean\b|readonly\b|typeof\b|keyof\b)/;

const MARK = /\b(?:TODO|FIXME|XXX|HACK)\b/;

/** @returns Lines that touch real time or chance outside the files that may, as `path:line text`. */
export function realTime(source: Source): string[] {
  if (isTest(source.path) || source.path in realTimeAndChance) return [];
  return linesMatching(source.path, source.code, REAL);
}

export function tooYoung(source: Source): string[] {
  if (isTest(source.path) || source.path.startsWith('renderer/')) return [];
  return linesMatching(source.path, source.code, TOO_YOUNG);
}

export function casts(source: Source): string[] {
  const emptied = source.code
    .replace(/^\s*(?:import|export)\b[^;=]*?\bfrom\b[^;]*;/gm, blank)
    .replace(/(['"`])(?:\\.|(?!\1)[^\\\n])*\1/g, blank);
  return linesMatching(source.path, emptied, CAST);
}

export function marks(source: Source): string[] {
  return linesMatching(source.path, source.text, MARK);
}

export function tooLong(source: Source): string[] {
  const lines = source.text.split('\n').length - 1;
  const limit = isTest(source.path) ? LONGEST_TEST : LONGEST_SHIPPED;
  return lines > limit ? [`${source.path} has ${lines} lines, more than ${limit}`] : [];
}

function linesMatching(path: string, text: string, pattern: RegExp): string[] {
  return text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : []));
}

/** Keeps the line count, so that reported line numbers stay true. */
function blank(text: string): string {
  return text.replace(/[^\n]/g, '');
}
