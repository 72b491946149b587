import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clip, clipMrkdwn } from './clip';

const unit = fc.constantFrom('a', ' ', 'ü', 'u\u0308', '日', '👩‍🚒', '🇩🇪', '\r\n', '&amp;', '<!date^1^{time}|x>');
const graphemes = (text: string) =>
  [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment);

test('a text is never longer than asked, and ends between characters', () => {
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 80 }), fc.integer({ min: 2, max: 120 }), (text, most) => {
      const cut = clip(text, most);
      if (text.length <= most) {
        expect(cut).toBe(text);
        return;
      }
      expect(cut.length).toBeLessThanOrEqual(most);
      const kept = graphemes(cut.slice(0, -1));
      expect(graphemes(text).slice(0, kept.length)).toEqual(kept);
      expect(cut.length + (graphemes(text)[kept.length]?.length ?? 0)).toBeGreaterThan(most);
    }),
    { numRuns: 500 },
  );
});

test('mrkdwn ends in no half escape and no half link', () => {
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 80 }), fc.integer({ min: 2, max: 120 }), (text, most) => {
      const cut = clipMrkdwn(text, most);
      expect(cut.length).toBeLessThanOrEqual(most);
      expect(cut.replaceAll('&amp;', '').replaceAll('<!date^1^{time}|x>', '')).not.toMatch(/[&<>]/);
    }),
    { numRuns: 500 },
  );
});
