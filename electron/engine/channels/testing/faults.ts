/** How a receiver behaves towards one request. Data, so that scripts and child processes can name it. */
export type Fault =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** Reads the head of the request and never its body, and never answers. */
  | { readonly kind: 'hang-before-reading' }
  | { readonly kind: 'hang-after-reading' }
  | { readonly kind: 'reset-before-reading' }
  | { readonly kind: 'reset-after-reading' }
  /** Promises 1,000 bytes, sends ten and cuts the connection. */
  | { readonly kind: 'cut-mid-answer'; readonly status: number }
  /** Promises 1,000 bytes and sends one at a time, for ever. */
  | { readonly kind: 'slow-drip'; readonly everyMs: number };

export function answer(status: number, body = '', headers: Readonly<Record<string, string>> = {}): Fault {
  return { kind: 'answer', status, body, headers: { 'content-type': 'text/plain', ...headers } };
}

export function answerJson(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Fault {
  return answer(status, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
}

export function redirect(location: string, status = 302): Fault {
  return answer(status, '', { location });
}

/** @param retryAfter Seconds, or an HTTP date. */
export function throttled(retryAfter: string): Fault {
  return answer(429, 'slow down', { 'retry-after': retryAfter });
}

/** The same for every channel; what a carrier makes of them differs. */
export const faults = {
  ok: answer(200),
  slackOk: answer(200, 'ok'),
  accepted: answer(202),
  noContent: answer(204),
  redirectToPrivate: redirect('http://169.254.169.254/latest/meta-data/'),
  badRequest: answer(400, 'invalid_payload'),
  unauthorized: answer(401, 'who are you'),
  forbidden: answer(403, 'action_prohibited'),
  notFound: answer(404, 'no_service'),
  timedOut: answer(408, 'too slow'),
  gone: answer(410, 'channel_is_archived'),
  tooLarge: answer(413, 'too large'),
  tooEarly: answer(425, 'too early'),
  throttledSeconds: throttled('7'),
  throttledSilently: answer(429, 'slow down'),
  serverError: answer(500, 'rollup_error'),
  unavailable: answer(503, 'back soon'),
  unavailableForAWhile: answer(503, 'back soon', { 'retry-after': '30' }),
  slackError: answer(200, 'invalid_payload'),
  html: answer(200, '<!doctype html><title>Sign in</title>', { 'content-type': 'text/html' }),
  hangBeforeReading: { kind: 'hang-before-reading' },
  hangAfterReading: { kind: 'hang-after-reading' },
  resetBeforeReading: { kind: 'reset-before-reading' },
  resetAfterReading: { kind: 'reset-after-reading' },
  cutMidAnswer: { kind: 'cut-mid-answer', status: 200 },
  slowDrip: { kind: 'slow-drip', everyMs: 20 },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;
