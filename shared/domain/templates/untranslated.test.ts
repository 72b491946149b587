import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { shippedLocales } from '../notifications/locale';
import { translateStep } from './sentences';

/** Files whose sentences about what to do next reach people who are notified. A new one among them must have its words in every language. */
const rooms = ['../judge', '../security', '../reconcile', '../capacity', '../notifications/catalogue'];
const makers = [
  '../../../electron/engine/outbox/trouble-events.ts',
  '../../../electron/engine/notifications/template-faults.ts',
  '../../../electron/engine/notifications/own-performance.ts',
  '../../../electron/engine/sources/session-ends.ts',
];

const place = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

function sources(): string[] {
  const inRooms = rooms.flatMap((room) =>
    readdirSync(place(room))
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => `${room}/${name}`),
  );
  return [...inRooms, ...makers].map((path) => readFileSync(place(path), 'utf8'));
}

/** A value that stands after one of these names, as far as the next name. */
const SAID = /\b(?:nextSteps?|next|relief)(?:\??:|\s*=)\s*((?:[^;{}'`]|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)*)/g;
const FUNCTIONS = /function step\w+\([^)]*\)[^{]*\{([\s\S]*?)\n\}/g;
/** Sentences begin with a capital and end with a full stop. `${…}` stands for a name. */
const SENTENCE = /'([A-Z][^'\n]*\.)'|`([A-Z][^`\n]*\.)`/g;

function sentencesIn(source: string): string[] {
  const parts = [...source.matchAll(SAID), ...source.matchAll(FUNCTIONS)].map(([, part = '']) => part);
  return parts.flatMap((part) =>
    [...part.matchAll(SENTENCE)].map(([, plain, template]) =>
      (plain ?? template ?? '').replace(/\$\{counted\([^}]*\)\}/g, '2 instances').replace(/\$\{[^}]*\}/g, 'app-01'),
    ),
  );
}

const sentences = [...new Set(sources().flatMap(sentencesIn))].sort();

describe('every sentence that says what to do', () => {
  test('is found where it is written', () => {
    expect(sentences.length).toBeGreaterThan(40);
    expect(sentences).toContain('Check the servers launched so far, then resume or cancel.');
    expect(sentences).toContain('Keep or terminate 2 instances that it launched.');
    expect(sentences).toContain('Sign in on the accounts screen.');
  });

  test.each(shippedLocales.filter((locale) => locale !== 'en'))('has its words in %s', (locale) => {
    expect(sentences.filter((sentence) => translateStep(sentence, locale) === sentence)).toEqual([]);
  });
});
