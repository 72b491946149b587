import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { err, ok, type Result } from '../../../shared/lib/result';
import type { Channel } from './channel';
import { outcomeOfReply, post } from './http/post';
import { misconfigured, outcome } from './outcome';

const Configuration = z.object({
  WebhookUrl: z.string(),
  Headers: z.record(z.string(), z.string()).optional(),
  SigningSecret: z.string().optional(),
});

/** They carry the message itself, or the connection. */
const reserved = /^(content-(type|length|encoding)|transfer-encoding|connection|host|expect|upgrade|te|trailer|webhook-.*)$/i;

/** Any receiver of ours or yours, by Standard Webhooks 1.0.0. */
export const webhook: Channel = {
  carrier: 'webhook',
  title: 'Webhook',
  rate: { perSecond: 10, burst: 20 },
  deduplicates: true,
  proves: 'accepted',
  async send({ rendered, configuration, delivery, signal }, tools) {
    if (rendered.format !== 'body') return outcome('ours', { reply: `A webhook cannot carry the form ${rendered.format}.` });
    const parsed = Configuration.safeParse(configuration);
    if (!parsed.success) return misconfigured('The channel lacks its WebhookUrl; enter it again.');
    const { WebhookUrl: url, Headers: own = {}, SigningSecret: secret } = parsed.data;
    const nowMs = tools.ports.wall.nowMs();
    const signed = webhookHeaders({ id: delivery.deliveryId, nowMs, body: rendered.body, secret: secret ?? null });
    if (!signed.ok) return misconfigured(signed.error);
    const headers = { ...permitted(own), 'content-type': rendered.contentType, ...signed.value };
    const secrets = [...Object.values(own), ...(secret?.split(/\s+/) ?? [])];
    const reply = await post(tools, { url, headers, body: rendered.body, secrets, signal });
    return { ...outcomeOfReply(reply, url, nowMs), providerId: signed.value['webhook-id'] };
  },
};

interface Signing {
  /** The same in every attempt: the receiver drops what it has seen. */
  readonly id: string;
  /** Of this attempt: receivers refuse old ones. */
  readonly nowMs: number;
  readonly body: string;
  /** `whsec_…`; several, separated by blanks, while one replaces another. Null: not signed. */
  readonly secret: string | null;
}

type SignedHeaders = Readonly<Record<'webhook-id' | 'webhook-timestamp', string>> & { readonly 'webhook-signature'?: string };

/** @returns The headers of Standard Webhooks, or why the secret is none. */
export function webhookHeaders({ id, nowMs, body, secret }: Signing): Result<SignedHeaders, string> {
  const bare = { 'webhook-id': id.replace(/\./g, '-'), 'webhook-timestamp': String(Math.floor(nowMs / 1000)) };
  if (secret === null) return ok(bare);
  const keys = secret.trim().split(/\s+/).map(keyOf);
  const signatures: string[] = [];
  for (const key of keys) {
    if (key === null) return err('The SigningSecret is not one: it reads whsec_ and then base64.');
    const text = `${bare['webhook-id']}.${bare['webhook-timestamp']}.${body}`;
    signatures.push(`v1,${createHmac('sha256', key).update(text).digest('base64')}`);
  }
  return ok({ ...bare, 'webhook-signature': signatures.join(' ') });
}

function keyOf(secret: string): Buffer | null {
  const base64 = secret.replace(/^whsec_/, '');
  return base64.length >= 4 && /^[A-Za-z0-9+/]+={0,2}$/.test(base64) ? Buffer.from(base64, 'base64') : null;
}

function permitted(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (reserved.test(name) ? [] : [[name.toLowerCase(), value]])),
  );
}
