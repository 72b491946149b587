import { z } from 'zod';
import { err, ok, type Result } from '../../../shared/lib/result';
import { readPolicy } from '../policy/document';

/** Settable attributes of a standard queue with the values SQS gives them; null has no default. */
const DEFAULTS: Readonly<Record<string, string | null>> = {
  VisibilityTimeout: '30',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  DelaySeconds: '0',
  ReceiveMessageWaitTimeSeconds: '0',
  Policy: null,
  RedrivePolicy: null,
  RedriveAllowPolicy: null,
  KmsMasterKeyId: null,
  KmsDataKeyReusePeriodSeconds: null,
  SqsManagedSseEnabled: 'true',
};

const RANGES: Readonly<Record<string, readonly [min: number, max: number]>> = {
  VisibilityTimeout: [0, 43_200],
  MaximumMessageSize: [1_024, 1_048_576],
  MessageRetentionPeriod: [60, 1_209_600],
  DelaySeconds: [0, 900],
  ReceiveMessageWaitTimeSeconds: [0, 20],
  KmsDataKeyReusePeriodSeconds: [60, 86_400],
};

const RedrivePolicy = z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number().int().min(1).max(1000) });

export type BadAttribute =
  | { readonly kind: 'unknown'; readonly name: string }
  | { readonly kind: 'invalid'; readonly name: string; readonly value: string };

/** Checks attributes as SQS does before it stores them. */
export function checkAttributes(given: Readonly<Record<string, string>>): Result<void, BadAttribute> {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(DEFAULTS, name)) return err({ kind: 'unknown', name });
    if (value !== '' && !isValid(name, value)) return err({ kind: 'invalid', name, value });
  }
  return ok(undefined);
}

function isValid(name: string, value: string): boolean {
  const range = RANGES[name];
  if (range !== undefined) return /^\d+$/.test(value) && Number(value) >= range[0] && Number(value) <= range[1];
  if (name === 'Policy') return readPolicy(value).ok;
  if (name === 'RedrivePolicy') return readRedrive(value) !== null;
  return true;
}

/** Stored attributes over the defaults; an empty text unsets. */
export function effectiveAttributes(stored: ReadonlyMap<string, string>): Record<string, string> {
  const all = { ...DEFAULTS, ...Object.fromEntries(stored) };
  // A key of one's own turns SSE-SQS off.
  if (all.KmsMasterKeyId) all.SqsManagedSseEnabled = 'false';
  const set = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null && entry[1] !== '');
  return Object.fromEntries(set);
}

/** A numeric attribute in its own unit (seconds, bytes). */
export function numberAttribute(stored: ReadonlyMap<string, string>, name: string): number {
  return Number(stored.get(name) || (DEFAULTS[name] ?? 0));
}

/** Where messages go that were received too often; null when nowhere. */
export function readRedrive(text: string | undefined): z.infer<typeof RedrivePolicy> | null {
  if (!text) return null;
  try {
    const parsed = RedrivePolicy.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
