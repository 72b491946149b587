import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slackTroubles } from '../testing/slack-limits';
import { MOST_CHARACTERS, type SlackRendered, slackMessage } from './message';

type Block = SlackRendered['blocks'][number];
const rendered = (blocks: readonly Block[], text = 'HIGH: it failed'): SlackRendered => ({
  format: 'slack',
  text,
  blocks: [...blocks],
  colour: '#c2410c',
});
const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const header = (text: string) => ({ type: 'header', text: plain(text) });
const section = (text: string) => ({ type: 'section', text: mrkdwn(text) });
const context = (text: string) => ({ type: 'context', elements: [mrkdwn(text)] });
const actions = (url = 'https://console.example') => ({
  type: 'actions',
  elements: [{ type: 'button', text: plain('Open'), url }],
});

const text = fc
  .tuple(fc.constantFrom('a', 'ü', '日本', '👩‍🚒', '"', '\\', '&amp;', '<https://a.example|b>', ' '), fc.nat(4000))
  .map(([one, times]) => one.repeat(Math.ceil(times / one.length)));
const block: fc.Arbitrary<Block> = fc.oneof(
  text.map(header),
  text.map(section),
  text.map(context),
  fc.array(text, { maxLength: 14 }).map((fields) => ({ type: 'section', fields: fields.map(mrkdwn) })),
  fc.array(text, { maxLength: 14 }).map((elements) => ({ type: 'context', elements: elements.map(mrkdwn) })),
  fc.array(text, { maxLength: 30 }).map((labels) => ({
    type: 'actions',
    block_id: 'b'.repeat(labels.length * 20),
    elements: labels.map((label) => ({
      type: 'button',
      text: plain(label),
      url: `https://a.example/${label}`,
      action_id: label,
    })),
  })),
  text.map((url) => ({
    type: 'section',
    text: mrkdwn('x'),
    accessory: { type: 'image', image_url: 'https://a.example', alt_text: url },
  })),
  text.map((words) => ({ type: 'markdown', text: words })),
  fc.constant({ type: 'divider' }),
  fc.constant<Block>({}),
);

test('whatever a template made, Slack takes what is sent', () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 70, size: 'max' }), text, (blocks, words) => {
      const message = slackMessage(rendered(blocks, words), 'en');
      expect(slackTroubles(message)).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

describe('a message that fits', () => {
  test('goes as it is, its small print with a coloured bar', () => {
    const blocks = [header('It failed'), section('two of three'), actions(), context('Payroll · 14:02')];
    expect(slackMessage(rendered(blocks), 'en')).toEqual({
      text: 'HIGH: it failed',
      blocks: blocks.slice(0, 3),
      attachments: [{ color: '#c2410c', fallback: 'HIGH: it failed', blocks: [context('Payroll · 14:02')] }],
      unfurl_links: false,
      unfurl_media: false,
    });
  });

  test('without blocks is its text alone', () => {
    expect(slackMessage(rendered([]), 'en')).toEqual({ text: 'HIGH: it failed', unfurl_links: false, unfurl_media: false });
  });
});

describe('a message that does not', () => {
  test('keeps headline, small print and button, and says how much is missing', () => {
    const blocks = [
      header('It failed'),
      ...Array.from({ length: 60 }, (_, n) => section(`server ${n}`)),
      context('Payroll'),
      actions(),
    ];
    const { blocks: kept = [], attachments = [] } = slackMessage(rendered(blocks), 'en');
    const all = JSON.stringify([kept, attachments]);
    for (const words of ['It failed', 'Payroll', 'console.example', 'server 0', 'and 14 more']) expect(all).toContain(words);
    expect(kept.length + 1).toBe(50);
  });

  test.each([
    [50, false],
    [51, true],
  ])('%i blocks: cut %s', (count, cut) => {
    const blocks = Array.from({ length: count }, (_, n) => section(`${n}`));
    expect(JSON.stringify(slackMessage(rendered(blocks), 'en')).includes('more_')).toBe(cut);
  });

  test('is cut at a character more than the budget, and not before', () => {
    const of = (length: number) => [
      header('h'),
      section('a'.repeat(3000)),
      section('b'.repeat(3000)),
      section('c'.repeat(3000)),
      section('d'.repeat(length)),
    ];
    const fitting = MOST_CHARACTERS - JSON.stringify(of(0)).length;
    expect(JSON.stringify(slackMessage(rendered(of(fitting)), 'en'))).not.toContain('more_');
    expect(JSON.stringify(slackMessage(rendered(of(fitting + 1)), 'en'))).toContain('and 1 more');
  });

  test('cuts no escape, no link and no character in two', () => {
    for (let length = 2990; length < 3010; length += 1) {
      for (const piece of ['&amp;', '<https://a.example|words>', '👩‍🚒']) {
        const [first] = slackMessage(rendered([section('x'.repeat(length - 3) + piece.repeat(4))]), 'en').blocks ?? [];
        const shown = JSON.stringify(first);
        expect(shown.replaceAll('&amp;', '')).not.toContain('&');
        expect(shown.replaceAll('<https://a.example|words>', '')).not.toContain('<');
        expect(shown.replaceAll('👩‍🚒', '')).not.toMatch(/👩|🚒|\u200d/);
      }
    }
  });
});
