import { describe, expect, test } from 'vitest';
import type { NotificationEvent } from '../notifications/event';
import { sampleEvent } from '../notifications/samples/sample-event';
import { CARD_BYTES, fitCard } from './card-body';
import { utf8Length } from './sizes';
import { cutMarkup, fitBlocks, SLACK, sizeOf } from './slack-blocks';
import { everyText, rendered } from './testing/a-message';

/** What does not fit is said to be missing, and what explains most is never what is left out. */

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const failed = sampleEvent('execution.failed');

describe('Slack', () => {
  test('says how many blocks were left out, in the reader’s language, within the limits', () => {
    const many = Array.from({ length: 60 }, (_, index) => section(`block ${index}`));
    for (const [blocks, locale, words] of [
      [many, 'en', 'and'],
      [Array.from({ length: 8 }, () => section('x'.repeat(2_900))), 'de', 'und'],
    ] as const) {
      const fitted = fitBlocks(blocks, locale);
      expect(fitted.length).toBeLessThanOrEqual(SLACK.blocks);
      expect(sizeOf(fitted)).toBeLessThanOrEqual(SLACK.characters);
      const missing = blocks.length - (fitted.length - 1);
      expect(everyText(fitted.at(-3))).toContainEqual(expect.stringMatching(`^_… ${words} ${missing} \\w+_$`));
      expect(fitted.slice(-2)).toEqual(fitBlocks(blocks.slice(-2), locale));
    }
    expect(fitBlocks(many.slice(0, 50), 'en')).toHaveLength(50);
  });

  test('shows more facts than one section holds in a second one', () => {
    const fields = Array.from({ length: 12 }, (_, index) => ({ type: 'mrkdwn', text: `fact ${index}` }));
    const fitted = fitBlocks([{ type: 'section', fields }], 'en');
    expect(everyText(fitted).filter((text) => text.startsWith('fact'))).toHaveLength(12);
    expect(everyText(rendered('slack', 'execution.failed').blocks).join('\n')).toContain('*Account*');
  });

  test('cuts within no character that people see, and closes code', () => {
    expect(cutMarkup('a👩‍🚒b', 5)).toBe('a…');
    expect(cutMarkup(`\`\`\`${'x'.repeat(100)}\`\`\``, 40)).toMatch(/^```x+…```$/);
    for (let most = 2; most < 40; most += 1) {
      const cut = cutMarkup('ab ```code & more``` and &amp; <https://x.example|x> more', most);
      expect(cut.length).toBeLessThanOrEqual(most);
      expect(cut.split('```').length % 2).toBe(1);
    }
  });
});

test('a card says how many items were left out', () => {
  const item = { type: 'TextBlock', text: 'x'.repeat(1_900) };
  const card = fitCard(
    Array.from({ length: 14 }, () => item),
    [],
    'fr',
  );
  expect(utf8Length(JSON.stringify(card))).toBeLessThanOrEqual(CARD_BYTES);
  expect(everyText(card.body).at(-3)).toMatch(/^x+$/);
  expect(everyText(card.body)).toContainEqual(expect.stringMatching(/^… et \d+ de plus$|^… et \d+/));
});

describe('servers that failed', () => {
  const [server] = failed.execution?.servers ?? [];
  const about = (total: number, failures: number): NotificationEvent => ({
    ...failed,
    execution:
      failed.execution === null || server === undefined
        ? null
        : {
            ...failed.execution,
            total,
            failed: failures,
            servers: Array.from({ length: 50 }, (_, index) => ({
              ...server,
              ...(index < failures ? {} : { phase: 'LAUNCHED', launchStatus: 'LAUNCHED', error: null, rawError: null }),
              name: `app-${index}`,
            })),
            serversOmitted: total - 50,
          },
  });

  test.each(['mail', 'text', 'slack', 'card'] as const)('are not joined by those that launched, in %s', (format) => {
    const said = everyText(rendered(format, 'execution.failed', { event: about(1_000, 1) })).join('\n');
    expect(said).not.toContain('950');
    expect(said).not.toMatch(/and \d+ more/);
  });

  test.each([
    ['mail', 260],
    ['text', 260],
    ['slack', 280],
    ['card', 280],
  ] as const)('and are not listed in %s are counted', (format, missing) => {
    const said = everyText(rendered(format, 'execution.failed', { event: about(400, 300) })).join('\n');
    expect(said).toContain(`and ${missing} more`);
  });
});

test.each(['slack', 'card'] as const)('the newest log lines are those that %s shows', (format) => {
  const logExcerpt = Array.from({ length: 20 }, (_, index) => ({ at: failed.occurredAt, text: `line ${index}.` }));
  const said = everyText(rendered(format, 'execution.failed', { event: { ...failed, logExcerpt } })).join('\n');
  expect(said).toContain('line 19.');
  expect(said).not.toContain('line 11.');
});

test.each(['mail', 'text', 'slack', 'card'] as const)('waves that %s does not list are counted', (format) => {
  const [wave] = failed.execution?.waves ?? [];
  const waves = Array.from({ length: 35 }, (_, number) => ({ number, label: `Wave ${number}`, ...wave, status: 'PENDING' }));
  const event: NotificationEvent = {
    ...failed,
    execution:
      failed.execution === null || wave === undefined
        ? null
        : { ...failed.execution, waves: waves.map((each) => ({ ...wave, ...each })) },
  };
  const said = everyText(rendered(format, 'execution.failed', { event })).join('\n');
  expect(said).toContain(format === 'card' ? 'and 15 more' : 'and 5 more');
});
