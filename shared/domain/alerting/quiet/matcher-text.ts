import { err, ok, type Result } from '../../../lib/result';
import { Matcher } from '../labels';

/** `plan="Payroll DR"`: the name, the operator, and whatever follows. No sign can be taken in two ways, for anybody may send this. */
const ONE = /^([A-Za-z_][A-Za-z0-9_.-]*)\s*(=~|!~|!=|=)(.*)$/s;
/** The value may stand without quotes where it holds no comma, quote or brace. */
const QUOTED = /^"((?:[^"\\]|\\.)*)"$/;
const PLAIN = /^[^",{}]*$/;
/** Up to a comma that stands in no quotes. */
const PARTS = /(?:[^",]|"(?:[^"\\]|\\.)*")+/g;

/** One matcher as text. */
export function matcherOf(text: string): Result<Matcher, string> {
  const found = ONE.exec(text.trim());
  const value = found === null ? null : saidIn(found[3]?.trim() ?? '');
  if (found === null || value === null)
    return err(`“${text.trim()}” is no matcher; write label="value", or =~ with a regular expression`);
  const [, label = '', op = ''] = found;
  const parsed = Matcher.safeParse({ label, op, value });
  return parsed.success ? ok(parsed.data) : err(`“${text.trim()}” is too long for a matcher`);
}

/** `{plan="Payroll DR", wave=~"1|2"}`, with or without braces. */
export function matchersOf(text: string): Result<Matcher[], string> {
  const inner = text.trim().replace(/^\{(.*)\}$/s, '$1');
  const parts = (inner.match(PARTS) ?? []).filter((part) => part.trim() !== '');
  const matchers: Matcher[] = [];
  for (const part of parts) {
    const matcher = matcherOf(part);
    if (!matcher.ok) return matcher;
    matchers.push(matcher.value);
  }
  return matchers.length === 0 ? err('give at least one matcher such as plan="Payroll DR"') : ok(matchers);
}

/** As `matchersOf` reads it. */
export function matchersText(matchers: readonly Matcher[]): string {
  return `{${matchers.map(({ label, op, value }) => `${label}${op}"${value.replace(/[\\"]/g, '\\$&')}"`).join(', ')}}`;
}

function saidIn(text: string): string | null {
  const quoted = QUOTED.exec(text)?.[1];
  if (quoted !== undefined) return unescaped(quoted);
  return PLAIN.test(text) ? text : null;
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
}
