/**
 * Where in the data of an audit entry personal data stands, as pointers (RFC 6901) into `data`, in no order. What is named here is sealed
 * when the entry is written, and can be destroyed later without touching the log:
 *
 * - every text that is a mail address or a telephone number as a whole, whatever the kind,
 * - where a message went (`destination` of `notification.raised`), where that names a mail address or a telephone number,
 * - people of the on-call settings (`configuration.changed`): their names, what else they are called, labels of their ways to be reached,
 *   and why they are away.
 *
 * Who did something (`actor`, `acknowledgedBy` …) stays legible unless it is a mail address: it is what the record is for.
 */
export function personalPointers(data: Readonly<Record<string, unknown>>): readonly string[] {
  const found: string[] = [];
  walk(data, '', null, found);
  return found;
}

const MAIL = /^[^\s@<>"'/:]{1,64}@[^\s@<>"'/:]{1,254}$/;
const MAIL_WITHIN = /[^\s@<>"'(]@[^\s@<>"')]/;
const PHONE = /^\+[0-9][0-9 ().-]{5,22}$/;
const PHONE_WITHIN = /\+[0-9][0-9 ().-]{5,22}/;

/** `list`: name of the list that holds this. */
function walk(value: unknown, pointer: string, list: string | null, found: string[]): void {
  if (typeof value === 'string') {
    if (isAddress(value)) found.push(pointer);
    return;
  }
  if (Array.isArray(value)) {
    for (const [index, inner] of value.entries()) walk(inner, `${pointer}/${index}`, list, found);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const isPerson = list === 'people' && 'methods' in value;
  for (const [name, inner] of Object.entries(value)) {
    const at = `${pointer}/${escaped(name)}`;
    if (typeof inner === 'string' && namesSomebody(name, inner, isPerson, list)) found.push(at);
    else if (isPerson && name === 'alsoKnownAs' && Array.isArray(inner))
      for (const index of inner.keys()) found.push(`${at}/${index}`);
    else walk(inner, at, Array.isArray(inner) ? name : null, found);
  }
}

function namesSomebody(name: string, text: string, isPerson: boolean, list: string | null): boolean {
  if (name === 'destination') return MAIL_WITHIN.test(text) || PHONE_WITHIN.test(text);
  if (text === '') return false;
  return (isPerson && name === 'name') || (list === 'methods' && name === 'label') || (list === 'unavailable' && name === 'note');
}

function isAddress(text: string): boolean {
  if (text.includes('@')) return MAIL.test(text);
  return text.startsWith('+') && PHONE.test(text);
}

function escaped(name: string): string {
  return name.includes('~') || name.includes('/') ? name.replaceAll('~', '~0').replaceAll('/', '~1') : name;
}
