import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { openDatabase } from '../../journal/database';
import { textQuery } from './query-text';

test.each<[string, string | null, string | null, boolean]>([
  ['', null, null, false],
  ['  ', null, null, false],
  ['failover', '"failover"', null, false],
  ['failover payroll', '"failover" AND "payroll"', null, false],
  ['"in this order"', '"in this order"', null, false],
  ['"not closed', '"not closed"', null, false],
  ['pay*', '"pay" *', null, false],
  ['"failed over"*', '"failed over" *', null, false],
  ['-drill', null, '"drill"', false],
  ['wave -drill -"dry run"', '"wave"', '"drill" OR "dry run"', false],
  ['execution.started', '"execution started"', null, false],
  ['i-0abc', '"i 0abc"', null, false],
  ['NEAR(a b)', '"NEAR a" AND "b"', null, false],
  ['text:secret', '"text secret"', null, false],
  ['a AND OR NOT', '"a" AND "AND" AND "OR" AND "NOT"', null, false],
  ['-', null, null, false],
  ['*', null, null, false],
  ['🔥', null, null, true],
  ['^ {}', null, null, true],
])('%j is asked for as %j without %j', (text, match, without, isImpossible) => {
  expect(textQuery(text)).toEqual({ match, without, isImpossible });
});

test('whatever is typed, the index understands it', () => {
  const database = openDatabase(':memory:');
  database.exec(
    "CREATE VIRTUAL TABLE words USING fts5(text, about, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2')",
  );
  const find = database.query('SELECT rowid AS n FROM words WHERE words MATCH ?', z.object({ n: z.number() }));
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.string({
          unit: fc.constantFrom('"', '*', '-', '(', ')', ':', '^', '{', '}', 'N', 'a', ' ', '+', "'", '\0', '🔥', 'é'),
          maxLength: 60,
        }),
      ),
      (text) => {
        const { match, without } = textQuery(text);
        for (const asked of [match, without]) if (asked !== null) find.all(`text : (${asked})`);
      },
    ),
    { numRuns: 200 },
  );
});
