import { ORPCError, ValidationError } from '@orpc/server';
import { z } from 'zod';
import type { ApiError } from '../../shared/contract/errors';
import type { Log } from '../engine/ports';

/** The part of our error form that the contract carries as `data`. */
const Data = z.object({
  code: z.string(),
  field: z.string().optional(),
  action: z.string().optional(),
  resource: z.string().optional(),
});

/** Codes of errors that nobody gave one of ours. */
const FALLBACK: Readonly<Record<string, string>> = {
  BAD_REQUEST: 'request.malformed',
  PAYLOAD_TOO_LARGE: 'request.too-large',
  UNSUPPORTED_MEDIA_TYPE: 'request.malformed',
  NOT_FOUND: 'route.unknown',
  INTERNAL_SERVER_ERROR: 'internal',
};

/** Any error of the contract in the flat form that REST answers (rest 1). */
export function apiErrorOf(error: { readonly code: string; readonly message: string; readonly data: unknown }): ApiError {
  const data = Data.safeParse(error.data);
  if (data.success) return { ...data.data, message: error.message };
  return { code: FALLBACK[error.code] ?? error.code.toLowerCase().replace(/_/g, '-'), message: error.message };
}

/**
 * Wraps a call of the contract: what the schema refused comes out as `<feature>.invalid` with the field's name, and what is our own
 * fault is logged. `path` is the method's place in the contract, such as `['executions', 'list']`.
 */
export async function withOurErrors<T>(path: readonly string[], log: Log, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const refused = refusalOf(path, error);
    if (refused !== null) throw refused;
    if (!isExpected(error)) logBug(path, error, log);
    throw error;
  }
}

/** Refusals are for the caller to read; a fault that has an incident id is in the log already. */
function isExpected(error: unknown): boolean {
  return error instanceof ORPCError && (error.code !== 'INTERNAL_SERVER_ERROR' || Data.safeParse(error.data).success);
}

function refusalOf(path: readonly string[], error: unknown): ORPCError<'BAD_REQUEST', z.infer<typeof Data>> | null {
  if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST' || !(error.cause instanceof ValidationError)) return null;
  const [first] = error.cause.issues;
  const field = fieldOf(first?.path ?? []);
  const message = first?.message ?? error.message;
  return new ORPCError('BAD_REQUEST', {
    message: field === '' ? message : `${field}: ${message}`,
    data: { code: `${path[0] ?? 'request'}.invalid`, ...(field === '' ? {} : { field }) },
  });
}

/** `['Channels', 1, 'Configuration', 'WebhookUrl']` → `Channels[1].Configuration.WebhookUrl`. */
export function fieldOf(path: readonly (PropertyKey | { readonly key: PropertyKey })[]): string {
  return path
    .map((step) => (typeof step === 'object' ? step.key : step))
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`))
    .join('');
}

function logBug(path: readonly string[], error: unknown, log: Log): void {
  const cause = error instanceof Error ? error.cause : undefined;
  const issues = cause instanceof ValidationError ? cause.issues.slice(0, 5) : undefined;
  log.error({ method: path.join('.'), error, issues }, 'A call failed for a reason that nobody foresaw.');
}
