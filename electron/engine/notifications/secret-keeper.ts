import { NotificationSettings } from '../../../shared/domain/notifications/defaults';
import { type FoundSecret, secretReference, secretsIn, withSecrets } from '../../../shared/domain/notifications/secret-fields';
import { err, ok, type Result } from '../../../shared/lib/result';
import type { WriteProblem } from '../notifications-api';
import type { Ports } from '../ports';
import { invalidAt } from './write-problem';

/** Settings whose secrets are references, and what is in the key store only because of them. */
export interface TakenIn<T = NotificationSettings> {
  readonly settings: T;
  /** Kept by this intake; to be dropped again if the settings are not written after all. */
  readonly added: readonly string[];
}

export interface SecretKeeper<T = NotificationSettings> {
  /**
   * Moves the values of `next` to the key store. A value that `held` refers to already keeps its reference, so the same file imported
   * twice, or with its channels in another order, changes nothing. A reference must be one
   * that `held` has in a field of that name, or one from another computer: it stays as it is, without a value.
   */
  takeIn(next: T, held: T): Promise<Result<TakenIn<T>, WriteProblem>>;
  /** The value behind a reference; null where the key store has none. */
  value(reference: string): Promise<string | null>;
  drop(references: readonly string[]): Promise<void>;
  /** Drops what `before` referred to and `after` does not. */
  sweep(before: T, after: T): Promise<void>;
}

const NAME = /^notify\//;
/** As `secretReference` names them. */
const BROUGHT = /^notify\/[^/\s]{1,300}\/[^/\s]{1,100}$/;
const ID_BYTES = 9;

type KeeperPorts = Pick<Ports, 'secrets' | 'ids' | 'log'>;

export function createSecretKeeper(ports: KeeperPorts): SecretKeeper {
  return createSecretKeeperOf(ports, (settings) => NotificationSettings.parse(settings));
}

/** The same for settings of another kind; `parse` reads them with references in place of values. */
export function createSecretKeeperOf<T>({ secrets, ids, log }: KeeperPorts, parse: (settings: unknown) => T): SecretKeeper<T> {
  const value = (reference: string) => (NAME.test(reference) ? secrets.get(reference) : Promise.resolve(null));

  async function drop(references: readonly string[]): Promise<void> {
    for (const reference of references)
      if (NAME.test(reference))
        try {
          await secrets.remove(reference);
        } catch (error) {
          log.warn({ error }, 'a secret that nothing refers to any more could not be removed from the key store');
        }
  }

  async function valuesOf(settings: T): Promise<Map<string, string>> {
    const known = new Map<string, string>();
    for (const { field, held } of secretsIn(settings)) {
      const kept = 'reference' in held ? await value(held.reference) : null;
      if (kept !== null && 'reference' in held) known.set(keyOf(field, kept), held.reference);
    }
    return known;
  }

  async function keepAll(found: readonly FoundSecret[], known: Map<string, string>): Promise<readonly string[]> {
    const added: string[] = [];
    for (const { field, held } of found) {
      if ('reference' in held || known.has(keyOf(field, held.value))) continue;
      const reference = secretReference(field, held.value, ids.secret(ID_BYTES));
      await secrets.set(reference, held.value);
      known.set(keyOf(field, held.value), reference);
      added.push(reference);
    }
    return added;
  }

  return {
    value,
    drop,
    async takeIn(next, held) {
      const found = secretsIn(next);
      try {
        const stranger = await strangerIn(found, held, value);
        if (stranger !== null) return err(stranger);
        const known = await valuesOf(held);
        const added = await keepAll(found, known);
        const referring = withSecrets(next, (secret) => ({
          SecretRef: 'reference' in secret.held ? secret.held.reference : known.get(keyOf(secret.field, secret.held.value)),
        }));
        return ok({ settings: parse(referring), added });
      } catch (error) {
        log.error({ error }, 'the key store does not keep a secret');
        return err({
          code: 'not-writable',
          field: null,
          message: 'The key store does not keep the secrets. Unlock the key store of this session, or set TOCSIN_PASSPHRASE.',
        });
      }
    },
    async sweep(before, after) {
      const kept = new Set(referencesIn(after));
      await drop([...new Set(referencesIn(before))].filter((reference) => !kept.has(reference)));
    },
  };
}

function keyOf(field: string, value: string): string {
  return `${field}\n${value}`;
}

/** Whether a secret stands in there as somebody typed it. */
export function holdsValues(settings: unknown): boolean {
  return secretsIn(settings).some(({ held }) => 'value' in held);
}

/** Settings in which secrets that are in no key store are named, and not told. */
export function withoutValues(settings: NotificationSettings): NotificationSettings {
  const hidden = withSecrets(settings, ({ held }) => ({ SecretRef: 'reference' in held ? held.reference : NOT_KEPT }));
  return NotificationSettings.parse(hidden);
}

const NOT_KEPT = 'notify/not-kept/-';

export function referencesIn(settings: unknown): string[] {
  return secretsIn(settings).flatMap(({ held }) => ('reference' in held ? [held.reference] : []));
}

/**
 * References that settings from another computer may bring are those of our own naming which nothing here has: they have no value until
 * one is given. Any other that `held` does not have in a field of that name would send one secret in another's place.
 */
async function strangerIn(
  found: readonly FoundSecret[],
  held: unknown,
  value: SecretKeeper['value'],
): Promise<WriteProblem | null> {
  const here = new Set(referencesIn(held));
  const inField = new Set(
    secretsIn(held).flatMap((one) => ('reference' in one.held ? [keyOf(one.field, one.held.reference)] : [])),
  );
  for (const { path, field, held: secret } of found) {
    if ('value' in secret || inField.has(keyOf(field, secret.reference))) continue;
    const isBrought = BROUGHT.test(secret.reference) && !here.has(secret.reference) && (await value(secret.reference)) === null;
    if (!isBrought) return invalidAt(path, 'there is no such secret here; give its value');
  }
  return null;
}
