import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApiError } from '../../shared/contract/errors';

/** Headers of every answer: nobody may frame us, guess types, learn addresses from us or load anything from elsewhere. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=()',
};

/** Answers with one JSON document, never kept by a cache. */
export function answerJson(
  response: ServerResponse<IncomingMessage>,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    ...headers,
  });
  response.end(text);
}

/** Answers with an error in the one form that all errors have. */
export function answerError(
  response: ServerResponse<IncomingMessage>,
  status: number,
  error: ApiError,
  headers: Readonly<Record<string, string>> = {},
): void {
  // What is left of a request body that nobody will read must not be taken for the next request.
  answerJson(response, status, error, { connection: 'close', ...headers });
}
