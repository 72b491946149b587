import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cut } from './plain-message';
import { cutMarkup } from './slack-blocks';

const unit = fc.constantFrom('a', ' ', 'ü', 'u\u0308', '日', '👩‍🚒', '🇩🇪', '\r\n', '&amp;', '<!date^1^{time}|x>');
const graphemes = (text: string) =>
  [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment);

test('a text is never longer than asked, and ends between characters', () => {
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 80 }), fc.integer({ min: 2, max: 120 }), (text, most) => {
      const shorter = cut(text, most);
      if (text.length <= most) {
        expect(shorter).toBe(text);
        return;
      }
      expect(shorter.length).toBeLessThanOrEqual(most);
      const kept = graphemes(shorter.slice(0, -1));
      expect(graphemes(text).slice(0, kept.length)).toEqual(kept);
      expect(shorter.length + (graphemes(text)[kept.length]?.length ?? 0)).toBeGreaterThan(most);
    }),
    { numRuns: 500 },
  );
});

test('mrkdwn ends in no half escape and no half link', () => {
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 80 }), fc.integer({ min: 2, max: 120 }), (text, most) => {
      const shorter = cutMarkup(text, most);
      expect(shorter.length).toBeLessThanOrEqual(most);
      expect(shorter.replaceAll('&amp;', '').replaceAll('<!date^1^{time}|x>', '')).not.toMatch(/[&<>]/);
    }),
    { numRuns: 500 },
  );
});
