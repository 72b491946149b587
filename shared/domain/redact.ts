/**
 * Secrets never reach the journal, a log, REST or an export. Step Functions task tokens leak into mails, items and histories, where a
 * token resumes a failover (aws-contracts 9, 21); so do credentials and `Authorization` headers.
 */

const MARK = '[redacted]';
const MOST_TEXT = 64 * 1024;
const MOST_WHOLE_TEXT = 1024 * 1024;
/** Room for the words that say so, lest a text that was cut be cut again. */
const CUT_WORDS = 64;
const MOST_DEPTH = 24;
/** Entries kept of a list or a record. */
export const MOST_ITEMS = 5000;

/** Where a mail or a JSON text may break a token in two. */
const brk = String.raw`(?:=?\r?\n|=?(?:\\+r)?\\+n)`;
/** Some of a token: plain or URL-safe characters, or one that is escaped for a URL, for JSON or for HTML. Nothing here can backtrack. */
const some = String.raw`(?:[A-Za-z0-9+/=_-]+|%(?:25)*(?:2[BF]|3D)|\\+\/|\\+u00(?:2[BF]|3D)|&#(?:43|47|61|x2[BF]|x3D);|${brk})`;
const taskToken = new RegExp(`A${brk}?Q${brk}?C${some}*`, 'gi');
/** `AQC` and at least a hundred characters. */
const LEAST_TOKEN = 103;

const secretName =
  '(?:aws[_-]?)?(?:secret[_-]?access[_-]?key|session[_-]?token)|x-amz-security-token|x-amz-signature|password|client[_-]?secret';
const quote = String.raw`\\*["']?`;
/** `name: value`, `"name": "value"` and `name=value`, also with escaped quotes. */
const namedSecret = new RegExp(
  String.raw`((?:${secretName})${quote}\s*[:=]\s*${quote})(?![\s"'\\]*\[redacted)[^\s"'\\&,;}]+`,
  'gi',
);
const authorization = new RegExp(String.raw`(authorization${quote}\s*[:=]\s*${quote})(?![\s"'\\]*\[redacted)[^"'\r\n\\]+`, 'gi');
const bearer = /\b(bearer\s+)[A-Za-z0-9._~+/-]{16,}=*/gi;
const suspicious = /secret|token|amz|authorization|bearer|password/i;
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

const droppedKeys = new Set(['tasktoken', 'pausedstatesnapshot']);
const maskedKeys = new Set([
  'secretaccesskey',
  'awssecretaccesskey',
  'sessiontoken',
  'awssessiontoken',
  'securitytoken',
  'xamzsecuritytoken',
  'xamzsignature',
  'authorization',
  'password',
  'clientsecret',
]);

/** A text without task tokens, credentials and authorization values; lone surrogates, which no canonical JSON can hold, are replaced. */
export function redactText(text: string): string {
  const isCut = text.length > MOST_WHOLE_TEXT;
  const whole = isCut ? text.slice(0, MOST_WHOLE_TEXT) : text;
  const clean = withoutCredentials(withoutTokens(whole, isCut)).replace(loneSurrogate, '\uFFFD');
  if (clean.length <= MOST_TEXT + CUT_WORDS) return clean;
  return `${clean.slice(0, MOST_TEXT).replace(loneSurrogate, '')}… [cut, ${text.length} characters]`;
}

/** Where the text was cut, even the beginning of a token goes. */
function withoutTokens(text: string, isCut: boolean): string {
  if (text.length < LEAST_TOKEN) return text;
  return text.replace(taskToken, (match, at: number) => {
    const isLong = match.length >= LEAST_TOKEN || (isCut && at + match.length === text.length);
    return isLong ? MARK : match;
  });
}

function withoutCredentials(text: string): string {
  if (!suspicious.test(text)) return text;
  return text.replace(authorization, `$1${MARK}`).replace(namedSecret, `$1${MARK}`).replace(bearer, `$1${MARK}`);
}

/**
 * A deep copy of plain data without secrets, at any depth: keys that hold them are dropped or masked, texts and keys are searched. What
 * JSON cannot hold is put into words, and what is too deep or too long is cut, and says so.
 */
export function redact(value: unknown): unknown {
  return copied(value, 0, new Set());
}

function copied(value: unknown, depth: number, above: Set<object>): unknown {
  switch (typeof value) {
    case 'string':
      return redactText(value);
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'boolean':
      return value;
    case 'bigint':
      return value.toString();
    case 'object':
      return value === null ? null : copiedObject(value, depth, above);
    default:
      return undefined;
  }
}

function copiedObject(value: object, depth: number, above: Set<object>): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (above.has(value)) return '[circular]';
  if (depth >= MOST_DEPTH) return '[too deep]';
  above.add(value);
  const copy = Array.isArray(value) ? copiedArray(value, depth, above) : copiedRecord(value, depth, above);
  above.delete(value);
  return copy;
}

function copiedArray(value: readonly unknown[], depth: number, above: Set<object>): unknown[] {
  const copy = value.slice(0, MOST_ITEMS).map((item) => copied(item, depth + 1, above) ?? null);
  return value.length > MOST_ITEMS ? [...copy, `[cut, ${value.length} items]`] : copy;
}

function copiedRecord(value: object, depth: number, above: Set<object>): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  let count = 0;
  for (const [key, item] of Object.entries(value)) {
    const name = key.toLowerCase().replace(/[^a-z]/g, '');
    if (key === '__proto__' || droppedKeys.has(name)) continue;
    count += 1;
    if (count > MOST_ITEMS) {
      copy['[cut]'] = `${Object.keys(value).length} fields`;
      break;
    }
    const clean = maskedKeys.has(name) && item !== null && item !== undefined ? MARK : copied(item, depth + 1, above);
    if (clean !== undefined) copy[redactText(key)] = clean;
  }
  return copy;
}
