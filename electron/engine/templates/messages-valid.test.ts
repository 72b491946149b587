import { AdaptiveCard, SerializationContext, Versions } from 'adaptivecards';
import { simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import { describe, expect, test } from 'vitest';
import { allEventTypes } from '../../../shared/domain/notifications/event-types';
import { shippedLocales } from '../../../shared/domain/notifications/locale';
import { rendered } from '../../../shared/domain/templates/testing/a-message';

describe.each(shippedLocales)('messages in %s', (locale) => {
  test('cards are Adaptive Cards 1.4', () => {
    for (const type of allEventTypes) {
      const { card } = rendered('card', type, { delivery: { locale } });
      const context = new SerializationContext(Versions.v1_4);
      const parsed = new AdaptiveCard();
      parsed.parse(card, context);
      const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
      expect.soft(events, type).toEqual([]);
      expect
        .soft(
          parsed.validateProperties().validationEvents.map(({ message }) => message),
          type,
        )
        .toEqual([]);
      expect.soft(parsed.getItemCount(), type).toBe(Array.isArray(card.body) ? card.body.length : 0);
    }
  });

  test('mails are whole HTML, and come back from a parser as they were written', async () => {
    for (const type of ['execution.failed', 'security.tampering'] as const) {
      const mail = rendered('mail', type, { delivery: { locale } });
      expect(unclosed(mail.html)).toEqual([]);
      expect(mail.html).toContain(`lang="${locale}"`);
      const sent = await createTransport({ streamTransport: true, buffer: true }).sendMail({
        from: 'drs@example.com',
        to: 'dr-team@example.com',
        subject: mail.subject,
        html: mail.html,
        text: mail.text,
        attachments: mail.inline.map(({ cid, contentType, base64 }) => ({
          cid,
          contentType,
          content: base64,
          encoding: 'base64',
        })),
      });
      const parsed = await simpleParser(sent.message, { skipImageLinks: true });
      expect(parsed.subject).toBe(mail.subject);
      expect(parsed.text?.trim()).toBe(mail.text.trim());
      expect(parsed.attachments).toMatchObject([{ cid: 'logo', contentType: 'image/png' }]);
    }
  });
});

const VOID = new Set(['meta', 'img', 'br', 'link', 'hr', 'o:allowpng']);

/** Elements that are not closed, or closed without having been opened. Comments, which hide Outlook's own tables, are left out. */
function unclosed(html: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  const shown = html.replace(/<!--[\s\S]*?-->/g, '').replace(/<style[\s\S]*?<\/style>/g, '');
  for (const [, slash, name = ''] of shown.matchAll(/<(\/?)([a-z][a-z0-9:]*)\b[^>]*>/gi)) {
    const tag = name.toLowerCase();
    if (VOID.has(tag)) continue;
    if (slash === '') open.push(tag);
    else if (open.pop() !== tag) wrong.push(tag);
  }
  return [...wrong, ...open];
}
