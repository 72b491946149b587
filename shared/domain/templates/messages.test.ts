import { describe, expect, test } from 'vitest';
import { launchErrorOf } from '../reconcile/launch-error';
import { catalogues, translate, translateWord } from './messages';
import en from './messages/en.json';
import { sentenceKeys, translateCause, translateStep } from './sentences';

const placeholders = (words: string): string[] => [...words.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

describe.each(Object.entries(catalogues))('catalogue %s', (_, messages) => {
  test('has every key', () => {
    expect(Object.keys(messages).sort()).toEqual(Object.keys(en).sort());
  });

  test('has every placeholder, and words for each', () => {
    for (const [key, words] of Object.entries(en)) {
      expect.soft(placeholders(messages[key] ?? ''), key).toEqual(placeholders(words));
      expect.soft(messages[key]?.trim(), key).not.toBe('');
    }
  });
});

test('words fall back from the region to the language to English', () => {
  expect(translate('fact.plan', 'pt-BR')).toBe('Plano');
  expect(translate('fact.plan', 'de-CH-1996')).toBe('Plan');
  expect(translate('fact.wave', 'sv')).toBe('Wave');
  expect(translate('fact.nothing', 'de')).toBe('fact.nothing');
});

test('plurals are those of the language', () => {
  expect(translate('count.server', 'en', { count: 1 })).toBe('1 server');
  expect(translate('count.server', 'es', { count: 3 })).toBe('3 servidores');
  expect(translate('count.wave', 'fr', { count: 0 })).toBe('0 vague');
  expect(translate('count.server', 'ja', { count: 1 })).toBe('1 台');
});

test('a word of AWS that nobody translated stays', () => {
  expect(translateWord('TIMED_OUT', 'de')).toBe('Zeit überschritten');
  expect(translateWord('SOMETHING_NEW', 'de')).toBe('SOMETHING_NEW');
});

describe('steps', () => {
  test('every one has its words, and English ones are what events bring along', () => {
    const words: Readonly<Record<string, string>> = en;
    for (const key of sentenceKeys) expect.soft(words[key], key).toBeDefined();
  });

  test.each([
    'InsufficientFreeAddressesInSubnet',
    'InsufficientInstanceCapacity',
    'VcpuLimitExceeded',
    'VolumeLimitExceeded',
    'InvalidIPAddress.InUse',
    'InvalidSubnetID.NotFound: subnet-0ab1',
    'InvalidGroup.NotFound: sg-0ab1',
    'InvalidSubnetID.NotFound',
    'InvalidGroup.NotFound',
    'KMS key is disabled',
    'UnauthorizedOperation',
    'Unsupported',
    'something else',
  ])('after %s are translated', (raw) => {
    const { next, text } = launchErrorOf(raw);
    expect(translateStep(next, 'de')).not.toBe(next);
    expect(translateStep(next, 'en')).toBe(next);
    if (raw !== 'something else') {
      expect(translateCause(text, 'de')).not.toBe(text);
      expect(translateCause(text, 'de')).not.toContain('the launch');
      expect(translateCause(text, 'en')).toBe(text);
    }
    expect(translateStep(`app-03: ${next}`, 'ja')).toMatch(/^app-03: .*。$/);
  });

  test('keep the names within', () => {
    expect(translateStep('Check the replication agent on web-02 and its way to the staging area.', 'es')).toContain('web-02');
    expect(translateStep('Call the colleague on duty.', 'es')).toBe('Call the colleague on duty.');
  });
});
