import { z } from 'zod';
import type { Channel, SendOutcome } from './channel';
import { type Answer, isPage, notTheReceiver, outcomeOfReply, post } from './http/post';
import { misconfigured, outcome } from './outcome';
import { teamsEnvelope } from './teams/envelope';

const Configuration = z.object({ WebhookUrl: z.string() });
const connector =
  /^https?:\/\/(?:[^/?#]*\.)?(?:webhook\.office\.com(?::\d+)?(?:[/?#]|$)|outlook\.office(?:365)?\.com(?::\d+)?\/webhook)/i;

/** A flow of Power Automate takes an Adaptive Card; whether the card appears, it does not tell. */
export const teams: Channel = {
  carrier: 'teams',
  title: 'Microsoft Teams, Workflows',
  // Four a second, and 60 in 30 s, were the figures of the connectors before.
  rate: { perSecond: 2, burst: 4 },
  deduplicates: false,
  proves: 'accepted',
  async send({ rendered, configuration, delivery, event, signal }, tools) {
    if (rendered.format !== 'card') return outcome('ours', { reply: `Teams cannot carry the form ${rendered.format}.` });
    const parsed = Configuration.safeParse(configuration);
    if (!parsed.success) return misconfigured('The channel lacks its WebhookUrl; enter it again.');
    const url = parsed.data.WebhookUrl;
    const trouble = teamsUrlTrouble(url);
    if (trouble !== null) return misconfigured(trouble);
    const headers = { 'content-type': 'application/json' };
    const reply = await post(tools, { url, headers, body: teamsEnvelope(rendered, event, delivery.locale), secrets: [], signal });
    const meant = reply.kind === 'answered' ? meaningOf(reply, url) : null;
    return meant ?? outcomeOfReply(reply, url, tools.ports.wall.nowMs());
  },
};

/** Why Teams will not hear of a URL; null where nothing speaks against it. */
export function teamsUrlTrouble(url: string): string | null {
  if (!connector.test(url)) return null;
  const gone = 'Office 365 connectors are gone from Teams.';
  return `${gone} Make a flow in Workflows, "when a Teams webhook request is received", and enter its address.`;
}

function meaningOf(answer: Answer, url: string): SendOutcome | null {
  const taken = answer.status >= 200 && answer.status < 300;
  if (!taken || !isPage(answer)) return null;
  return notTheReceiver(answer, url, 'with a web page: this is no flow that takes messages. Check the address.');
}
