import type { ChannelTools, SendOutcome } from '../channel';
import { readJson } from '../fit/json';
import type { OutgoingReply, OutgoingRequest } from '../http/outgoing-http';
import { type Answer, isPage, notTheReceiver, outcomeOfReply } from '../http/post';
import { scrub } from '../http/scrub';

/** Where the tickets are, and as whom we come. */
export interface TicketSite {
  /** For people: `ServiceNow`. */
  readonly name: string;
  /** Without a slash at its end. */
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What must not come back in a reply. */
  readonly secrets: readonly string[];
  /** What the other side says of a request it refuses, in its own form; null where the status says all. */
  readonly wordsOf: (body: unknown) => string | null;
}

/** `missing`: there is no such thing (404), which only some calls may take for an answer. */
export type Called =
  | { readonly kind: 'done'; readonly body: unknown }
  | { readonly kind: 'missing'; readonly failed: SendOutcome }
  | { readonly kind: 'failed'; readonly failed: SendOutcome };

export interface TicketApi {
  /** Asks; since nothing is changed by it, an answer that is lost is asked for again. */
  ask(path: string): Promise<Called>;
  tell(method: 'POST' | 'PUT' | 'PATCH', path: string, body: unknown): Promise<Called>;
}

/** JSON over HTTP with a system of tickets. Never throws for what the other side or the network does. */
export function ticketApi(site: TicketSite, tools: Pick<ChannelTools, 'http' | 'ports'>, signal: AbortSignal): TicketApi {
  const headers = { accept: 'application/json', ...site.headers };
  async function call(method: OutgoingRequest['method'], path: string, body: string | null): Promise<Called> {
    const url = `${site.base}${path}`;
    const more = body === null ? {} : { 'content-type': 'application/json' };
    const reply = clean(await tools.http.request({ method, url, headers: { ...headers, ...more }, body, signal }), site.secrets);
    if (reply.kind !== 'answered') return { kind: 'failed', failed: outcomeOfReply(reply, url, tools.ports.wall.nowMs()) };
    return meaningOf(reply, url, { site, nowMs: tools.ports.wall.nowMs(), mayBeEmpty: method !== 'GET' });
  }
  return {
    ask: async (path) => {
      const called = await call('GET', path, null);
      if (called.kind !== 'failed' || called.failed.outcome !== 'ambiguous') return called;
      return { kind: 'failed', failed: { ...called.failed, outcome: 'transient' } };
    },
    tell: (method, path, body) => call(method, path, JSON.stringify(body)),
  };
}

interface Reading {
  readonly site: TicketSite;
  readonly nowMs: number;
  /** What changes something may be answered with 204 and nothing else. */
  readonly mayBeEmpty: boolean;
}

function meaningOf(answer: Answer, url: string, { site, nowMs, mayBeEmpty }: Reading): Called {
  const { status } = answer;
  // A sign-in page and an instance that sleeps both answer 200 with a page.
  if (isPage(answer) && (status < 300 || status >= 400)) {
    if (status >= 500 || status === 429) return { kind: 'failed', failed: outcomeOfReply(answer, url, nowMs) };
    const why = `with a web page and not with JSON: a sign-in page stands there, or the instance of ${site.name} sleeps. Open it in a browser.`;
    return { kind: 'failed', failed: notTheReceiver(answer, url, why) };
  }
  const body = readJson(answer.body);
  if (status < 200 || status >= 300) {
    const said = body === null ? null : site.wordsOf(body);
    const failed = outcomeOfReply(said === null ? answer : { ...answer, body: said }, url, nowMs);
    return { kind: status === 404 ? 'missing' : 'failed', failed };
  }
  if (!(mayBeEmpty && status === 204) && (body === null || typeof body !== 'object'))
    return {
      kind: 'failed',
      failed: notTheReceiver(answer, url, `without JSON: this is not the API of ${site.name}. Check its address.`),
    };
  return { kind: 'done', body };
}

function clean(reply: OutgoingReply, secrets: readonly string[]): OutgoingReply {
  if (reply.kind === 'answered') return { ...reply, body: scrub(reply.body, secrets) };
  return { ...reply, message: scrub(reply.message, secrets) };
}

/** `Basic` of a name and its password, with what of it must not come back. */
export function basic(user: string, password: string): { readonly header: string; readonly secrets: readonly string[] } {
  const coded = Buffer.from(`${user}:${password}`).toString('base64');
  return { header: `Basic ${coded}`, secrets: [password, coded] };
}
