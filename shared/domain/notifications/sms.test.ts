import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutWhole, fitSms, MOST_SMS_CHARACTERS, measureSms, transliterate } from './sms';

const texts = fc.oneof(
  fc.string({ maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.string({ unit: fc.constantFrom('a', 'é', '€', '…', '“', '–', 'ã', '😀', '障', ' ', '\n', '👩‍🚒'), maxLength: 400 }),
);

describe('measureSms', () => {
  test.each([
    ['a'.repeat(160), 'GSM-7', 1],
    ['a'.repeat(161), 'GSM-7', 2],
    ['a'.repeat(306), 'GSM-7', 2],
    ['a'.repeat(307), 'GSM-7', 3],
    ['€'.repeat(80), 'GSM-7', 1],
    ['€'.repeat(81), 'GSM-7', 2],
    // An escaped character is not broken over two parts: 76 of them and one septet free in each.
    ['€'.repeat(152), 'GSM-7', 2],
    ['€'.repeat(153), 'GSM-7', 3],
    ['ж'.repeat(70), 'UCS-2', 1],
    ['ж'.repeat(71), 'UCS-2', 2],
    ['ж'.repeat(134), 'UCS-2', 2],
    ['ж'.repeat(135), 'UCS-2', 3],
    ['😀'.repeat(35), 'UCS-2', 1],
    ['😀'.repeat(66), 'UCS-2', 2],
    ['😀'.repeat(67), 'UCS-2', 3],
    ['', 'GSM-7', 1],
    ['ê', 'UCS-2', 1],
    ['Ärger über Ñandú {1}', 'UCS-2', 1],
    ['Grüße, déjà [~]', 'GSM-7', 1],
  ])('%s', (text, encoding, segments) => {
    expect(measureSms(text)).toMatchObject({ encoding, segments });
  });
});

describe('transliterate', () => {
  test('typographic characters become plain ones', () => {
    expect(transliterate('“3 servers” – wave 2’s launch failed…\u00a0→ act')).toBe(
      '"3 servers" - wave 2\'s launch failed... -> act',
    );
  });

  test('accents the alphabet lacks are dropped where that saves the text', () => {
    expect(transliterate('A execução não terminou, ação já')).toBe('A execucao nao terminou, acao ja');
    expect(transliterate('Łódź, Đà Nẵng')).toBe('Lodz, Dà Nang');
  });

  test('what cannot be saved stays as it is', () => {
    expect(transliterate('“障害” が発生しました…')).toBe('“障害” が発生しました…');
  });

  test('never takes more parts', () => {
    fc.assert(fc.property(texts, (text) => measureSms(transliterate(text)).segments <= measureSms(text).segments));
  });

  test('a second time changes nothing', () => {
    fc.assert(fc.property(texts, (text) => transliterate(transliterate(text)) === transliterate(text)));
  });
});

describe('fitSms', () => {
  test('keeps within its parts and what SNS takes, and says what it came to', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 4 }), (text, segments) => {
        const fitted = fitSms(text.repeat(6), segments);
        expect(fitted.segments).toBeLessThanOrEqual(segments);
        expect(fitted.text.length).toBeLessThanOrEqual(MOST_SMS_CHARACTERS);
        expect(measureSms(fitted.text)).toMatchObject({ encoding: fitted.encoding, segments: fitted.segments });
        expect(fitted.text).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/u);
      }),
    );
  });

  test('what fits stays whole', () => {
    expect(fitSms('All 12 servers launched', 1)).toMatchObject({ text: 'All 12 servers launched', isCut: false, segments: 1 });
  });

  test('a long text ends with dots', () => {
    const { text, isCut } = fitSms('x'.repeat(200), 1);
    expect([text, isCut]).toEqual([`${'x'.repeat(157)}...`, true]);
  });

  test('nothing is cut within a person', () => {
    expect(fitSms('👩‍🚒'.repeat(40), 1).text).toMatch(/^(👩‍🚒)+\.\.\.$/u);
  });
});

test('cutWhole keeps whole characters, in bytes', () => {
  const bytes = (text: string) => new TextEncoder().encode(text).length;
  expect(cutWhole('aé👩‍🚒', 13, bytes)).toBe('aé');
  expect(cutWhole('aé👩‍🚒', 14, bytes)).toBe('aé👩‍🚒');
  fc.assert(
    fc.property(texts, fc.nat(300), (text, size) => {
      const cut = cutWhole(text, size, bytes);
      expect(bytes(cut)).toBeLessThanOrEqual(size);
      expect(text.startsWith(cut)).toBe(true);
    }),
  );
});
