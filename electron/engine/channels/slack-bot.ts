import { z } from 'zod';
import type { Channel, ChannelTools, SendJob, SendOutcome, ThreadRef } from './channel';
import { readJson } from './fit/json';
import { notTheReceiver, outcomeOfReply, post } from './http/post';
import { misconfigured, outcome } from './outcome';
import { withButtons } from './slack/buttons';
import { ApiReply, outcomeOfWord, threadGone } from './slack/meaning';
import { type SlackMessage, slackMessage } from './slack/message';

const Configuration = z.object({
  BotToken: z.string(),
  Channel: z.string(),
  ApiUrl: z.string().optional(),
  /** With it somebody listens for buttons; without, they would do nothing. */
  AppToken: z.string().optional(),
});
type Configuration = z.infer<typeof Configuration>;

/**
 * With a bot token an execution has one thread: its first message shows the newest state, since each later one answers in the thread and
 * then takes the first one's place.
 */
export const slackBot: Channel = {
  carrier: 'slack-bot',
  title: 'Slack, bot with threads',
  rate: { perSecond: 1, burst: 3 },
  deduplicates: false,
  proves: 'delivered',
  async send(job, tools) {
    if (job.rendered.format !== 'slack') return outcome('ours', { reply: `Slack cannot carry the form ${job.rendered.format}.` });
    const parsed = Configuration.safeParse(job.configuration);
    if (!parsed.success) return misconfigured('The channel lacks its BotToken or its Channel; enter them again.');
    const { locale, test } = job.delivery;
    const plain = slackMessage(job.rendered, locale);
    const message = parsed.data.AppToken === undefined || test ? plain : withButtons(plain, job.event, locale);
    const call = caller(parsed.data, job.signal, tools);
    // A test must not change what stands in the thread of a real execution.
    return job.thread === null || job.delivery.test
      ? begin(call, parsed.data, message, job)
      : goOn(call, parsed.data, message, job, job.thread);
  },
};

type Called = { readonly done: ApiReply } | { readonly failed: SendOutcome; readonly word: string | null };
type Call = (method: 'chat.postMessage' | 'chat.update', body: Readonly<Record<string, unknown>>) => Promise<Called>;

async function begin(call: Call, { Channel: channel }: Configuration, message: SlackMessage, job: SendJob): Promise<SendOutcome> {
  const posted = await call('chat.postMessage', { channel, ...message });
  if ('failed' in posted) return posted.failed;
  const { ts = null, channel: place = null } = posted.done;
  const thread = ts === null || job.delivery.test ? null : { root: ts, latest: ts, place };
  return outcome('delivered', { status: 200, reply: 'ok', providerId: ts, thread });
}

async function goOn(
  call: Call,
  settings: Configuration,
  message: SlackMessage,
  job: SendJob,
  thread: ThreadRef,
): Promise<SendOutcome> {
  const posted = await call('chat.postMessage', { channel: settings.Channel, thread_ts: thread.root, ...message });
  if ('failed' in posted) {
    const alone = posted.word !== null && threadGone.has(posted.word);
    return alone ? begin(call, settings, message, job) : posted.failed;
  }
  const { ts = null } = posted.done;
  const next = { ...thread, latest: ts ?? thread.latest };
  const reply = await refresh(call, message, thread);
  return outcome('delivered', { status: 200, reply, providerId: ts, thread: next });
}

/** The message has arrived by now: what goes wrong here is told, and makes nobody send it again. */
async function refresh(call: Call, message: SlackMessage, { root, place }: ThreadRef): Promise<string> {
  if (place === null) return 'ok';
  const updated = await call('chat.update', { channel: place, ts: root, ...message, attachments: message.attachments ?? [] });
  return 'failed' in updated
    ? `ok; the first message of the thread was not brought up to date: ${updated.failed.reply ?? ''}`
    : 'ok';
}

function caller({ BotToken, ApiUrl }: Configuration, signal: AbortSignal, tools: ChannelTools): Call {
  const base = (ApiUrl ?? 'https://slack.com/api').replace(/\/+$/, '');
  const headers = { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${BotToken}` };
  return async (method, body) => {
    const url = `${base}/${method}`;
    const reply = await post(tools, { url, headers, body: JSON.stringify(body), secrets: [BotToken], signal });
    const nowMs = tools.ports.wall.nowMs();
    if (reply.kind !== 'answered' || reply.status < 200 || reply.status > 299)
      return { failed: outcomeOfReply(reply, url, nowMs), word: null };
    const said = ApiReply.safeParse(readJson(reply.body));
    if (!said.success)
      return { failed: notTheReceiver(reply, url, 'without JSON: this is not the Web API of Slack. Check ApiUrl.'), word: null };
    if (said.data.ok) return { done: said.data };
    const word = said.data.error ?? 'unknown_error';
    return { failed: outcomeOfWord(word, reply, url, nowMs), word };
  };
}
