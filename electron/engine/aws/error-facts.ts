import { z } from 'zod';
import { dateOf } from './skew';

/** What an SDK exception says, in one shape for all services, releases and layers (credentials, network, HTTP, answer). */
export interface ErrorFacts {
  readonly name: string;
  readonly message: string;
  /** HTTP status, or null when no answer came. */
  readonly status: number | null;
  /** Node's code of a network failure (`ECONNREFUSED`, `ENOTFOUND`…), looked up through causes. */
  readonly networkCode: string | null;
  readonly hostname: string | null;
  /** Milliseconds the service asks us to wait. */
  readonly retryAfterMs: number | null;
  /** Epoch milliseconds of the answer's `Date` header. */
  readonly answeredAt: number | null;
}

const Shape = z.object({
  name: z.string().catch('Error'),
  message: z.string().catch(''),
  code: z.unknown().optional(),
  Code: z.unknown().optional(),
  hostname: z.unknown().optional(),
  cause: z.unknown().optional(),
  errors: z.unknown().optional(),
  retryAfterSeconds: z.unknown().optional(),
  $metadata: z.object({ httpStatusCode: z.number() }).optional().catch(undefined),
  $response: z
    .object({ statusCode: z.number().optional(), headers: z.record(z.string(), z.string()).optional() })
    .optional()
    .catch(undefined),
});

const networkCodes = /^(E[A-Z_]+|CERT_[A-Z_]+|DEPTH_ZERO_[A-Z_]+|SELF_SIGNED_[A-Z_]+|UNABLE_TO_[A-Z_]+|UND_ERR_[A-Z_]+)$/;

export function factsOf(error: unknown): ErrorFacts {
  const parsed = Shape.safeParse(error);
  if (!parsed.success) return { ...nothing, message: String(error) };
  const shape = parsed.data;
  const network = networkOf(error, 0);
  // Old query errors arrive with the code in `Code`, and `name` left at the class's own.
  const name = shape.name === 'Error' && typeof shape.Code === 'string' ? shape.Code : shape.name;
  return {
    name,
    message: shape.message,
    status: shape.$metadata?.httpStatusCode ?? shape.$response?.statusCode ?? null,
    networkCode: network.code,
    hostname: network.hostname,
    retryAfterMs: retryAfter(shape.retryAfterSeconds, shape.$response?.headers ?? {}),
    answeredAt: dateOf(shape.$response),
  };
}

const nothing: ErrorFacts = {
  name: 'Error',
  message: '',
  status: null,
  networkCode: null,
  hostname: null,
  retryAfterMs: null,
  answeredAt: null,
};

/** The first network code among an error, its causes and its parts (Node tries several addresses and reports all). */
function networkOf(error: unknown, depth: number): { code: string | null; hostname: string | null } {
  const parsed = Shape.safeParse(error);
  if (!parsed.success || depth > 4) return { code: null, hostname: null };
  const { code, hostname, cause, errors, name } = parsed.data;
  if (typeof code === 'string' && networkCodes.test(code)) {
    return { code, hostname: typeof hostname === 'string' ? hostname : null };
  }
  if (name === 'TimeoutError' || name === 'AbortError') return { code: 'ETIMEDOUT', hostname: null };
  for (const inner of [cause, ...(Array.isArray(errors) ? errors : [])]) {
    const found = networkOf(inner, depth + 1);
    if (found.code !== null) return found;
  }
  return { code: null, hostname: null };
}

function retryAfter(field: unknown, headers: Readonly<Record<string, string>>): number | null {
  const header = Object.entries(headers).find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
  const seconds = Number(field ?? header ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}
