import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scoreTable } from './score-table';
import { fieldsOf, momentOf } from './table';

function linesOf(text: string): string[] {
  const scored = scoreTable(text);
  if (!scored.ok) throw new Error(scored.error);
  return scored.value.text.trimEnd().split('\n');
}

describe('a scored table', () => {
  test('has one row for each row, in order, whatever stands in it; time and value as they are written', () => {
    const field = fc
      .oneof(fc.string({ maxLength: 12 }), fc.constantFrom('1', ' 2.50 ', 'NaN', '-inf', '1e400', '2020-01-01 00:00:00'))
      .map((text) => text.replace(/[\r\n,"]/g, ''));
    fc.assert(
      fc.property(fc.array(fc.tuple(field, field)), (rows) => {
        const out = linesOf(`timestamp,value\n${rows.map((row) => row.join(',')).join('\n')}\n`);
        expect(out.slice(1).map((line) => line.slice(0, line.lastIndexOf(',')))).toEqual(rows.map((row) => row.join(',')));
        expect(out.slice(1).every((line) => Number(line.slice(line.lastIndexOf(',') + 1)) >= 0)).toBe(true);
      }),
    );
  });

  test('may begin with a mark of byte order, end its lines as Windows does, quote, and have further columns', () => {
    const out = linesOf(
      '\u00ef\u00bb\u00bfhost,"timestamp",value\r\n"a,b","2020-01-01 00:00:00",1.50\r\n\r\nc,2020-01-01T00:05:00Z, 2 \r\n',
    );
    expect(out).toEqual(['timestamp,value,anomaly_score', '"2020-01-01 00:00:00",1.50,0', '2020-01-01T00:05:00Z, 2 ,0']);
  });

  test('counts what could not be read', () => {
    const scored = scoreTable('timestamp,value\nx,1\n2020-01-01 00:00:00,\n2020-01-01 00:00:00,1\n2020-01-01 00:05:00');
    expect(scored).toMatchObject({ ok: true, value: { rows: 4, unread: 2, undated: 1 } });
  });

  test('is refused without the two columns', () => {
    expect(scoreTable('').ok).toBe(false);
    expect(scoreTable('2020-01-01 00:00:00,1\n').ok).toBe(false);
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
  expect(['', 'soon', '14.02.2014', '12'].map(momentOf)).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
});

test('a comma between quotes parts nothing', () => {
  expect(fieldsOf('"a,b",c,')).toEqual(['"a,b"', 'c', '']);
});
