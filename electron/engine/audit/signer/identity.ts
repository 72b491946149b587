import type { ConsoleEvent } from '../../../../shared/domain/events';
import type { Instant } from '../../../../shared/domain/primitives';
import type { Secrets } from '../../ports';
import { generateSigningKey, type SigningKey, signingKeyFrom } from '../core/ed25519';
import { sameBytes, sha256 } from '../core/hash';
import { type LogSigner, logSigner } from '../core/signing';
import type { AuditTables } from '../log/audit-tables';
import { KEY_SECRET, type KeptHead, NEXT_KEY_SECRET, readKeptHead } from './kept-head';
import { keyLost, rolledBack, type Trouble, troublesOf, troublesText } from './troubles';

/** Who signs this log, and what was found at the start. */
export interface Identity {
  readonly origin: string;
  readonly signer: LogSigner;
  readonly keyNumber: number;
  /** A key whose change to this one was cut short: both sign the next checkpoint. */
  readonly former: LogSigner | null;
  /** Stays until somebody deals with it. */
  readonly troubles: readonly Trouble[];
  /** What is to be recorded of this start. */
  readonly events: readonly ConsoleEvent[];
}

export interface IdentityParts {
  readonly tables: AuditTables;
  readonly secrets: Secrets;
  readonly rehearsal: boolean;
  /** Engine's clock: the time of events. */
  readonly now: Instant;
  /** Entries that were there when the program started. */
  readonly foundSize: number;
  readonly newKey?: () => SigningKey;
}

/**
 * Finds out which log this is and whose key signs it; begins both at the first start. A journal that is not what was signed (shorter, or
 * another) is never signed over: its entries go on under a new origin, and a warning stays. Throws where the key store fails.
 */
export async function openIdentity(parts: IdentityParts): Promise<Identity> {
  const { tables, secrets, rehearsal, now } = parts;
  const { marks } = tables;
  const kept = await readKeptHead(secrets);
  const held = await keyIn(secrets, KEY_SECRET);
  const key = held ?? (parts.newKey ?? generateSigningKey)();
  if (held === null) await secrets.set(KEY_SECRET, key.secretText());

  const log = marks.log();
  if (log === null) {
    const gone = kept === null || rehearsal ? null : goneSentence(kept, parts.foundSize);
    return begin({ ...parts, key }, kept?.origin ?? null, gone === null ? null : { kept, message: gone });
  }
  const fault = faultOf(tables, log.origin, rehearsal ? null : kept, parts.foundSize);
  if (fault !== null) return begin({ ...parts, key }, log.origin, fault);

  const signer = signerOf(log.origin, key);
  const last = marks.keys(log.origin).at(-1);
  const troubles = troublesOf(log.trouble);
  const recovered = recoveredOf(tables, log.origin, parts.foundSize, now);
  if (last !== undefined && last.vkey === signer.key.text)
    return { origin: log.origin, signer, keyNumber: last.number, former: null, troubles, events: recovered };
  const next = await keyIn(secrets, NEXT_KEY_SECRET);
  if (last !== undefined && next !== null && signerOf(log.origin, next).key.text === last.vkey) {
    await secrets.set(KEY_SECRET, next.secretText());
    await secrets.remove(NEXT_KEY_SECRET);
    const reason = 'The change of the key had been cut short.';
    const told: ConsoleEvent = { type: 'audit.key-rotated', at: now, vkey: last.vkey, actor: 'tocsin', reason };
    const events = [...recovered, told];
    return { origin: log.origin, signer: signerOf(log.origin, next), keyNumber: last.number, former: signer, troubles, events };
  }
  const more = [...troubles.filter(({ code }) => code !== keyLost().code), keyLost()];
  noted(marks.addKey(log.origin, signer.key.text, 'lost', now));
  noted(marks.setTrouble(troublesText(more)));
  return {
    origin: log.origin,
    signer,
    keyNumber: marks.keys(log.origin).at(-1)?.number ?? 0,
    former: null,
    troubles: more,
    events: [...recovered, { type: 'audit.key-lost', at: now, former: last?.vkey ?? '', vkey: signer.key.text }],
  };
}

/** A key of the key store; null where there is none, or none that can be read. */
async function keyIn(secrets: Secrets, name: string): Promise<SigningKey | null> {
  const text = await secrets.get(name);
  const key = text === null ? null : signingKeyFrom(text);
  return key?.ok === true ? key.value : null;
}

interface Fault {
  readonly kept: Pick<KeptHead, 'size'> | null;
  readonly message: string;
}

/** A new log: a new origin, which the key signs from now on. */
function begin(
  { tables, rehearsal, now, key, foundSize }: IdentityParts & { readonly key: SigningKey },
  former: string | null,
  fault: Fault | null,
): Identity {
  const { marks } = tables;
  const number = (marks.log()?.number ?? 0) + 1;
  const salt = Buffer.from(`${now} ${number} ${foundSize} ${former ?? ''}`, 'utf8');
  const installation = sha256(key.publicKey, salt).toString('hex').slice(0, 16);
  const origin = `tocsin/${rehearsal ? 'rehearsal' : 'console'}/${installation}`;
  const signer = signerOf(origin, key);
  const troubles = fault === null ? [] : [rolledBack(fault.message)];
  noted(marks.beginLog(origin, now, troublesText(troubles)));
  noted(marks.addKey(origin, signer.key.text, 'first', now));
  const told: ConsoleEvent[] =
    fault === null
      ? []
      : [{ type: 'audit.rolled-back', at: now, rememberedSize: fault.kept?.size ?? 0, foundSize, message: fault.message }];
  return {
    origin,
    signer,
    keyNumber: marks.keys(origin).at(-1)?.number ?? 0,
    former: null,
    troubles,
    events: [...told, { type: 'audit.began', at: now, origin, vkey: signer.key.text, former }],
  };
}

/** What does not fit between what is stored and what was signed; null where all fits. */
function faultOf(tables: AuditTables, origin: string, kept: KeptHead | null, foundSize: number): Fault | null {
  const signed = tables.marks.newest(origin);
  if (kept !== null && kept.origin !== origin)
    return { kept, message: `The journal here belongs to the log ${origin}; the one signed last was ${kept.origin}.` };
  const heads = [
    ...(kept === null ? [] : [{ size: kept.size, root: Buffer.from(kept.rootHex, 'hex'), where: 'as the key store remembers' }]),
    ...(signed === null ? [] : [{ size: signed.size, root: signed.root, where: 'as its newest checkpoint says' }]),
  ];
  for (const { size, root, where } of heads) {
    if (size > foundSize)
      return { kept: { size }, message: `The audit log was signed with ${size} entries, ${where}; ${foundSize} are here.` };
    const found = tables.tree.rootAt(size);
    if (found === null || !sameBytes(found, root))
      return { kept: { size }, message: `The first ${size} entries of the audit log are not those that were signed, ${where}.` };
  }
  return null;
}

function goneSentence({ origin, size }: KeptHead, foundSize: number): string {
  return `The audit log ${origin} was signed with ${size} entries; the journal here is another one, with ${foundSize}.`;
}

/** Entries that the console wrote and had no time to sign. What commands wrote while it did not run is nothing of the kind. */
function recoveredOf(tables: AuditTables, origin: string, foundSize: number, now: Instant): ConsoleEvent[] {
  const signedSize = tables.marks.newest(origin)?.size ?? 0;
  for (let first = signedSize; first < foundSize; first += 500) {
    const isOwn = tables
      .entries(first, Math.min(500, foundSize - first))
      .some(({ bytes }) => !Buffer.from(bytes).includes('"session":"cli_'));
    if (isOwn) return [{ type: 'audit.recovered', at: now, signedSize, foundSize }];
  }
  return [];
}

/** Origins made here can always name a key. */
export function signerOf(origin: string, key: SigningKey): LogSigner {
  const signer = logSigner(origin, key);
  if (!signer.ok) throw new Error(signer.error);
  return signer.value;
}

/** What cannot be written now would leave a log that nobody knows: the start of the audit log is tried again later. */
function noted(result: { readonly ok: boolean; readonly error?: { readonly message: string } }): void {
  if (!result.ok) throw new Error(`The journal cannot be written: ${result.error?.message ?? 'no reason given'}`);
}
