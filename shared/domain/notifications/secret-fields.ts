import { z } from 'zod';

/** Where something stands in the settings: `['Notifications', 0, 'Channels', 1, 'Configuration', 'WebhookUrl']`. */
export type Path = readonly (string | number)[];

/** A secret as it stands in settings: its value as somebody typed it, or the reference of one that is kept. */
export interface FoundSecret {
  readonly path: Path;
  /** The field it stands in; `Headers` for the value of a header, whatever the header's name. */
  readonly field: string;
  readonly held: { readonly value: string } | { readonly reference: string };
}

const Reference = z.object({ SecretRef: z.string() });

/** Fields of ours that hold secrets, and names under which a field that we do not know would. */
const SECRET_FIELD =
  /^WebhookUrl$|passw(?:or)?d|secret|token|(?:api|routing|service|integration|signing|private|access)[_-]?key|authorization|credential/i;
/** Keys in there are addresses, not names of fields. */
const ADDRESS_BOOK = 'RecipientLocales';
const HEADERS = 'Headers';

/** Every secret in settings, in the order in which they stand. */
export function secretsIn(settings: unknown): FoundSecret[] {
  const found: FoundSecret[] = [];
  withSecrets(settings, (secret) => {
    found.push(secret);
    return null;
  });
  return found;
}

/** A copy of settings with each secret replaced by what `replace` answers. */
export function withSecrets(settings: unknown, replace: (secret: FoundSecret) => unknown): unknown {
  return walk(settings, [], replace);
}

function walk(value: unknown, path: Path, replace: (secret: FoundSecret) => unknown): unknown {
  const secret = secretAt(value, path);
  if (secret !== null) return replace(secret);
  if (Array.isArray(value)) return value.map((item: unknown, index) => walk(item, [...path, index], replace));
  if (typeof value !== 'object' || value === null || path.at(-1) === ADDRESS_BOOK) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner, [...path, name], replace)]));
}

function secretAt(value: unknown, path: Path): FoundSecret | null {
  const name = path.at(-1);
  const isHeader = path.at(-2) === HEADERS;
  const field = isHeader ? HEADERS : String(name);
  const reference = Reference.safeParse(value);
  if (reference.success) return { path, field, held: { reference: reference.data.SecretRef } };
  if (typeof value !== 'string' || value === '' || typeof name !== 'string') return null;
  return isHeader || SECRET_FIELD.test(name) ? { path, field, held: { value } } : null;
}

/** `Channels[1].Configuration.WebhookUrl`: a place in the spelling of the model. */
export function fieldAt(path: readonly PropertyKey[]): string {
  return path.map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`)).join('');
}

/**
 * The name of a kept secret. It says where the secret leads (the host of a webhook, with its port) or what it is, so that lists can be
 * read by people, and nothing that helps to guess it.
 */
export function secretReference(field: string, value: string, id: string): string {
  return `notify/${hostOf(value) ?? field}/${id}`;
}

/** What lists show for a reference: the host of a webhook, else the name of the field. */
export function labelOfReference(reference: string): string {
  return /^notify\/([^/]+)\/[^/]+$/.exec(reference)?.[1] ?? 'a secret';
}

function hostOf(value: string): string | null {
  return /^https?:\/\/(?:[^/?#@\s]*@)?([^/?#@\s]{1,255})/.exec(value)?.[1]?.toLowerCase() ?? null;
}
