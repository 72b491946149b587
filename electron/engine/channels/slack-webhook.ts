import { z } from 'zod';
import type { Channel } from './channel';
import { outcomeOfReply, post } from './http/post';
import { misconfigured, outcome } from './outcome';
import { webhookMeaning } from './slack/meaning';
import { slackMessage } from './slack/message';

const Configuration = z.object({ WebhookUrl: z.string() });

/** An incoming webhook posts, and can neither thread nor change what it posted. */
export const slackWebhook: Channel = {
  carrier: 'slack-webhook',
  title: 'Slack, incoming webhook',
  rate: { perSecond: 1, burst: 3 },
  deduplicates: false,
  proves: 'delivered',
  async send({ rendered, configuration, delivery, signal }, tools) {
    if (rendered.format !== 'slack') return outcome('ours', { reply: `Slack cannot carry the form ${rendered.format}.` });
    const parsed = Configuration.safeParse(configuration);
    if (!parsed.success) return misconfigured('The channel lacks its WebhookUrl; enter it again.');
    const url = parsed.data.WebhookUrl;
    const body = JSON.stringify(slackMessage(rendered, delivery.locale));
    const reply = await post(tools, { url, headers: { 'content-type': 'application/json' }, body, secrets: [], signal });
    const nowMs = tools.ports.wall.nowMs();
    const meant = reply.kind === 'answered' ? webhookMeaning(reply, url, nowMs) : null;
    return meant ?? outcomeOfReply(reply, url, nowMs);
  },
};
