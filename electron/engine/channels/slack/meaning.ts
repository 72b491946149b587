import { z } from 'zod';
import type { AttemptClass } from '../../../../shared/domain/notifications/delivery';
import type { SendOutcome } from '../channel';
import { type Answer, hostOf, isPage, notTheReceiver, wordsOf } from '../http/post';
import { retryAfterSeconds } from '../http/retry-after';
import { outcome } from '../outcome';

interface Meaning {
  readonly outcome: AttemptClass;
  readonly broken?: true;
  readonly next?: string;
}

const reinvite = 'Check the channel, and that the app is in it.';
const newToken = 'Install the app again and enter its new token.';
const newWebhook = 'Make a new incoming webhook and enter its address.';
const shape = 'Slack does not take the message as its template makes it: look at the template.';

/** Slack's own words, of webhooks and of the Web API. What is not here is permanent. Source: anchors 3.1. */
const meanings: ReadonlyMap<string, Meaning> = new Map([
  ...all(['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired'], broken(newToken)),
  ...all(
    ['no_permission', 'missing_scope', 'not_allowed_token_type', 'access_denied'],
    broken('Give the app the scope chat:write.'),
  ),
  ...all(
    ['channel_not_found', 'not_in_channel', 'is_archived', 'channel_is_archived', 'user_not_found', 'team_access_not_granted'],
    broken(reinvite),
  ),
  ...all(['no_service', 'no_team', 'no_active_hooks', 'invalid_token', 'team_disabled'], broken(newWebhook)),
  ...all(
    ['action_prohibited', 'ekm_access_denied', 'org_login_required', 'restricted_action'],
    broken('Ask an administrator of the workspace.'),
  ),
  ...all(
    [
      'invalid_payload',
      'invalid_blocks',
      'invalid_blocks_format',
      'no_text',
      'msg_too_long',
      'msg_blocks_too_long',
      'invalid_attachments',
      'too_many_attachments',
    ],
    { outcome: 'permanent', next: shape },
  ),
  ...all(['ratelimited', 'rate_limited', 'message_limit_exceeded'], { outcome: 'throttled' }),
  ...all(['service_unavailable', 'request_timeout', 'team_added_to_org', 'rollup_error'], { outcome: 'transient' }),
  // Slack says of these that a part may have been done.
  ...all(['internal_error', 'fatal_error'], { outcome: 'ambiguous' }),
]);

/** The thread is gone or takes no more: the message can still stand by itself. */
export const threadGone: ReadonlySet<string> = new Set([
  'thread_not_found',
  'invalid_thread_ts',
  'cannot_reply_to_message',
  'message_not_found',
]);

/** What an answer of an incoming webhook means; null where its status says all. Success is exactly `ok`. */
export function webhookMeaning(answer: Answer, url: string, nowMs: number): SendOutcome | null {
  const said = answer.body.trim();
  if (answer.status === 200 && said === 'ok') return outcome('delivered', { status: 200, reply: 'ok' });
  if (saysAll(answer.status)) return null;
  if (meanings.has(said)) return outcomeOfWord(said, answer, url, nowMs);
  if (answer.status < 200 || answer.status >= 300) return null;
  const what = isPage(answer) ? 'with a web page' : 'without "ok"';
  return notTheReceiver(answer, url, `${what}: this is no incoming webhook of Slack. Check the address.`);
}

export const ApiReply = z.looseObject({
  ok: z.boolean(),
  error: z.string().optional(),
  channel: z.string().optional(),
  ts: z.string().optional(),
});
export type ApiReply = z.infer<typeof ApiReply>;

/** What one of Slack's words means; those of the Web API come with HTTP 200. */
export function outcomeOfWord(word: string, answer: Answer, url: string, nowMs: number): SendOutcome {
  const meaning = meanings.get(word) ?? { outcome: 'permanent' };
  const short = { ...answer, body: word };
  return outcome(meaning.outcome, {
    status: answer.status,
    reply: [wordsOf(short, hostOf(url)), meaning.next].filter(Boolean).join('. '),
    retryAfterSeconds: meaning.outcome === 'throttled' ? retryAfterSeconds(answer.headers, nowMs) : null,
    destinationBroken: meaning.broken ?? false,
  });
}

/** Where the status is the whole truth, whatever stands beside it. */
function saysAll(status: number): boolean {
  return (status >= 300 && status < 400) || status === 408 || status === 429 || status >= 500;
}

function broken(next: string): Meaning {
  return { outcome: 'permanent', broken: true, next };
}

function all(words: readonly string[], meaning: Meaning): (readonly [string, Meaning])[] {
  return words.map((word) => [word, meaning]);
}
