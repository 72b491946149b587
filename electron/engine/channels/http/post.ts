import { unreachable } from '../../../../shared/lib/unreachable';
import type { ChannelTools, SendOutcome } from '../channel';
import { misconfigured, outcome } from '../outcome';
import type { OutgoingReply } from './outgoing-http';
import { retryAfterSeconds } from './retry-after';
import { scrub } from './scrub';

export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Beside the URL, what must not come back in a reply. */
  readonly secrets: readonly string[];
  readonly signal: AbortSignal;
}

export type Answer = Extract<OutgoingReply, { readonly kind: 'answered' }>;

/** Posts once. What comes back holds none of the secrets that went out. */
export async function post(tools: Pick<ChannelTools, 'http'>, what: Post): Promise<OutgoingReply> {
  const { url, headers, body, signal } = what;
  const reply = await tools.http.request({ method: 'POST', url, headers, body, signal });
  const secrets = [url, ...what.secrets];
  if (reply.kind === 'answered') return { ...reply, body: scrub(reply.body, secrets) };
  return { ...reply, message: scrub(reply.message, secrets) };
}

/**
 * What a reply means where the receiver says no more than HTTP does: 2xx `accepted`, 408, 425 and 5xx `transient`, 429 (and 5xx that name a
 * time) `throttled`, the rest `permanent`. Redirects are not followed, so they are permanent too.
 *
 * @param url Only its host is shown.
 */
export function outcomeOfReply(reply: OutgoingReply, url: string, nowMs: number): SendOutcome {
  switch (reply.kind) {
    case 'refused':
      return misconfigured(reply.message);
    case 'unreachable':
      return outcome('transient', { reply: reply.message });
    case 'ambiguous':
      return outcome('ambiguous', { reply: reply.message });
    case 'answered':
      return outcomeOfStatus(reply, hostOf(url), nowMs);
    default:
      return unreachable(reply);
  }
}

function outcomeOfStatus(answer: Answer, host: string, nowMs: number): SendOutcome {
  const { status } = answer;
  const reply = wordsOf(answer, host);
  if (status >= 200 && status < 300) return outcome('accepted', { status, reply });
  if (status >= 300 && status < 400) return outcome('permanent', { status, reply, destinationBroken: true });
  const wait = retryAfterSeconds(answer.headers, nowMs);
  if (status === 429 || (status >= 500 && wait !== null)) return outcome('throttled', { status, reply, retryAfterSeconds: wait });
  if (status === 408 || status === 425 || status >= 500 || status < 200) return outcome('transient', { status, reply });
  return outcome('permanent', { status, reply, destinationBroken: brokenBy.has(status) });
}

/** Whoever sends there is answered the same. */
const brokenBy: ReadonlySet<number> = new Set([401, 403, 404, 410]);

const hints: Readonly<Record<number, string>> = {
  401: 'It does not know these credentials: replace them in the channel.',
  403: 'It does not let us in: check the credentials and what they may do.',
  404: 'There is nothing at this address: check it, or make a new one at the receiver.',
  410: 'The receiver has taken this address out of service: disable the channel, or give it a new one.',
  413: 'The message is too large for it.',
};

/** The receiver's words, after ours where they explain what to do. */
export function wordsOf({ status, body }: Answer, host: string): string {
  const redirected = 'It redirects elsewhere, which is not followed: enter the final address.';
  const hint = status >= 300 && status < 400 ? redirected : hints[status];
  const said = body.trim();
  return [`${host} answered ${status}.`, hint, said === '' ? undefined : `It says: ${said}`].filter(Boolean).join(' ');
}

/** Of a URL, all that may be shown. */
export function hostOf(url: string): string {
  return /^https?:\/\/(?:[^/?#@]*@)?([^/?#@:]+|\[[^\]]*\])/i.exec(url)?.[1] ?? 'the receiver';
}

/** Something took the request that is not what the channel is for. */
export function notTheReceiver({ status }: Answer, url: string, reply: string): SendOutcome {
  return outcome('permanent', { status, reply: `${hostOf(url)} answered ${status} ${reply}`, destinationBroken: true });
}

/** Whether what came is a web page: a sign-in or an error page stands where the receiver should. */
export function isPage({ headers, body }: Answer): boolean {
  return (headers['content-type'] ?? '').includes('text/html') || /^\s*<(!doctype|html)/i.test(body);
}
