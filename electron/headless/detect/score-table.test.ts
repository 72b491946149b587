import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openScoring, scoreTable } from './score-table';
import { fieldsOf, momentOf } from './table';

function linesOf(text: string): string[] {
  const scored = scoreTable(text);
  if (!scored.ok) throw new Error(scored.error);
  return scored.value.text.trimEnd().split('\n');
}

/** Times, values and scores of the rows that came out, without their line ends. */
function rowsOf(text: string): { readonly copied: string; readonly score: number }[] {
  const scored = scoreTable(text);
  if (!scored.ok) throw new Error(scored.error);
  const lines = scored.value.text.split('\n').slice(1, -1);
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const bareLine = line.replace(/\r$/, '');
      const at = bareLine.lastIndexOf(',');
      return { copied: bareLine.slice(0, at), score: Number(bareLine.slice(at + 1)) };
    });
}

function notesOf(text: string): readonly string[] {
  const scored = scoreTable(text);
  if (!scored.ok) throw new Error(scored.error);
  return scored.value.notes;
}

const field = fc
  .oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom('1', ' 2.50 ', 'NaN', '-inf', '1e400', '', '"3"', '2020-01-01 00:00:00', '2020-13-01', '\u00ff\u0080'),
  )
  .map((text) => text.replace(/[\r\n,"]/g, ''));
const ends = fc.constantFrom('\n', '\r\n');

describe('a scored table', () => {
  test('has one row for each row, in order, whatever stands in it; time and value as they are written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(field, { maxLength: 5 })),
        fc.constantFrom(['timestamp', 'value'], ['value', 'timestamp'], ['x', 'timestamp', 'anomaly_score', 'value']),
        ends,
        fc.boolean(),
        (rows, names: readonly string[], end, isEnded) => {
          const lines = [names, ...rows].map((row) => row.join(','));
          // A last line of nothing without an end is no line.
          const isWhole = isEnded || lines.at(-1) === '';
          const out = rowsOf(lines.join(end) + (isWhole ? end : ''));
          const written = rows.filter((row) => row.join(',').trim() !== '');
          const expected = written.map((row) => ['timestamp', 'value'].map((name) => row[names.indexOf(name)] ?? '').join(','));
          expect(out.map(({ copied }) => copied)).toEqual(expected);
          expect(out.every(({ score }) => score >= 0 && score <= 1)).toBe(true);
        },
      ),
    );
  });

  test('is the same in whatever pieces it comes', () => {
    const text = `timestamp,value\r\n${Array.from({ length: 40 }, (_, at) => `2020-01-01 00:${10 + at}:00,${at % 7}\n`).join('\r\n')}`;
    const whole = scoreTable(text);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: text.length })), (cuts) => {
        const scoring = openScoring();
        let out = '';
        let from = 0;
        for (const to of [...cuts.sort((one, other) => one - other), text.length]) {
          const taken = scoring.take(text.slice(from, to));
          out += taken.ok ? taken.value : taken.error;
          from = to;
        }
        const ended = scoring.end();
        expect(ended.ok ? { ok: true, value: { ...ended.value, text: out + ended.value.text } } : ended).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  test('keeps how lines end, a mark of byte order apart', () => {
    const scored = scoreTable(
      '\u00ef\u00bb\u00bfhost,"timestamp",value\r\n"a,b","2020-01-01 00:00:00",1.50\r\nc,2020-01-01T00:05:00Z, 2 \nd,2020-01-01T00:10:00Z,3',
    );
    expect(scored.ok ? scored.value : scored.error).toEqual({
      text: 'timestamp,value,anomaly_score\r\n"2020-01-01 00:00:00",1.50,0\r\n2020-01-01T00:05:00Z, 2 ,0\n2020-01-01T00:10:00Z,3,0\r\n',
      rows: 3,
      notes: ['not copied: column "host".', 'the byte order mark is not copied.'],
    });
  });

  test('says which columns do not come out as they went in', () => {
    expect(notesOf('a,Value,b,timestamp,anomaly_score,\u001b[1m\n')).toEqual([
      'not copied: columns "a", "b", "\\u001b[1m".',
      'its column anomaly_score is replaced.',
      'value stands before timestamp; it is written behind it.',
    ]);
    expect(notesOf('timestamp,value\n')).toEqual([]);
  });

  test('has blank lines where they were, which are no rows, and says where', () => {
    const text = 'timestamp,value\n2020-01-01 00:00:00,1\n\n \n2020-01-01 00:05:00,1\n';
    expect(linesOf(text)).toEqual([
      'timestamp,value,anomaly_score',
      '2020-01-01 00:00:00,1,0',
      '',
      ' ',
      '2020-01-01 00:05:00,1,0',
    ]);
    expect(notesOf(text)).toEqual(['2 blank lines are no rows and stay: lines 3, 4.']);
    expect(notesOf(`${text}x,1\n`)[1]).toBe('1 of 3 times cannot be read and count as those of the row before: line 6.');
  });

  test('names rows with a field too many or no value, the first five of a kind; they are not learned from', () => {
    const usual = Array.from({ length: 400 }, (_, at) => `${new Date(at * 300_000).toISOString()},${(at * 7) % 13}`);
    const calm = rowsOf(`timestamp,value\n${usual.join('\n')}\n`);
    const odd = usual.flatMap((row, at) => (at === 300 ? [`${row.split(',')[0]},9000,5`, row] : [row]));
    const rows = rowsOf(`timestamp,value\n${odd.join('\n')}\n`);
    expect(rows[300]).toEqual({ copied: `${new Date(300 * 300_000).toISOString()},9000`, score: 0 });
    expect(rows.filter((_, at) => at !== 300)).toEqual(calm);
    expect(notesOf(`timestamp,value\n${odd.join('\n')}\n`)).toEqual([
      '1 of 401 rows cannot be read and score 0: 1 with more fields than columns (line 302).',
    ]);
    expect(notesOf(`timestamp,value\n${'2020-01-01\n'.repeat(7)}`)).toEqual([
      '7 of 7 rows cannot be read and score 0: 7 whose value is no finite number (lines 2, 3, 4, 5, 6 and 2 more).',
    ]);
  });

  test('names times that cannot be read, and such as go back', () => {
    expect(
      notesOf(
        'timestamp,value\nx,1\n2020-10-25 02:59:00,1\n2020-10-25 02:00:00,1\n2020-10-25 02:00:00,1\n2020-10-25 03:00:00,1\n',
      ),
    ).toEqual([
      '1 of 5 times cannot be read and count as those of the row before: line 2.',
      "2 of 5 times lie before an earlier row's; rows are read in the order of the file: lines 4, 5.",
    ]);
  });

  test('has a row for each of the hours that summer time repeats or leaves out, and for each of a time told twice', () => {
    const at = (time: string) => Array.from({ length: 3 }, (_, value) => `${time},${value}`);
    const rows = [
      ...at('2020-10-25T02:30:00+02:00'),
      ...at('2020-10-25T02:30:00+01:00'),
      ...at('2021-03-28 01:59:00'),
      ...at('2021-03-28 03:00:00'),
    ];
    expect(rowsOf(`timestamp,value\n${rows.join('\n')}\n`).map(({ copied }) => copied)).toEqual(rows);
    expect(notesOf(`timestamp,value\n${rows.join('\n')}\n`)).toEqual([]);
  });

  test('is refused without the two columns', () => {
    expect(scoreTable('').ok).toBe(false);
    expect(scoreTable('2020-01-01 00:00:00,1\n').ok).toBe(false);
    expect(scoreTable('timestamp,value,x\r2020-01-01 00:00:00,1,2\r')).toEqual({
      ok: false,
      error: 'its lines end with CR alone: they must end with LF or CR LF',
    });
    expect(scoreTable(`timestamp,value\n${'1'.repeat(2_000_000)}`)).toMatchObject({ ok: false });
  });

  test('cut short it has the rows it has within the whole', () => {
    const rows = Array.from(
      { length: 700 },
      (_, at) => `${new Date(at * 300_000).toISOString()},${at === 500 ? 900 : (at * 7) % 13}`,
    );
    const whole = linesOf(`timestamp,value\n${rows.join('\n')}`);
    expect(linesOf(`timestamp,value\n${rows.slice(0, 600).join('\n')}`)).toEqual(whole.slice(0, 601));
    expect(whole[501]?.endsWith(',0')).toBe(false);
  });
});

test.each([
  ['2014-02-14 14:30:00', '2014-02-14T14:30:00Z'],
  ['2014-02-14T14:30:00.250Z', '2014-02-14T14:30:00.250Z'],
  ['2014-02-14 14:30', '2014-02-14T14:30:00Z'],
  ['2014-02-14', '2014-02-14T00:00:00Z'],
  ['2014-02-14 14:30:00+02:00', '2014-02-14T12:30:00Z'],
  ['1392388200', '2014-02-14T14:30:00Z'],
  ['1392388200000', '2014-02-14T14:30:00Z'],
])('the moment %s is %s', (written, instant) => {
  expect(momentOf(written)).toBe(Date.parse(instant));
});

test('what is no moment is none', () => {
  const none = [
    '',
    'soon',
    '14.02.2014',
    '12',
    '2020-13-01',
    '2021-02-29',
    '2020-00-10',
    '2020-01-01 25:00:00',
    '2020-01-01 10:61',
  ];
  expect(none.map(momentOf)).toEqual(none.map(() => Number.NaN));
});

test('a comma between quotes parts nothing', () => {
  expect(fieldsOf('"a,b",c,')).toEqual(['"a,b"', 'c', '']);
});
