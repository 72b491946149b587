import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf } from '../../primitives';
import { cefLine } from './cef';
import { CSV_HEADINGS, csvCells, disarmed } from './csv-cells';
import { factsOf } from './entry-facts';
import { jsonLine } from './json-lines';
import { ocsfClassOf, ocsfEvent } from './ocsf';
import { outcomeOf, type SiemRecord, severityOf } from './record';

function aRecord(kind: string, data: Record<string, unknown> = {}, more: Partial<SiemRecord> = {}): SiemRecord {
  return {
    entry: {
      v: 1,
      seq: 270,
      at: instantOf(Date.UTC(2026, 10, 24, 3, 4, 5, 678)),
      mono: 9,
      session: 'ses_1',
      kind,
      actor: { id: 'os:dana', type: 'admin', host: 'headless' },
      data,
    },
    leafHash: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=',
    removed: false,
    origin: 'tocsin.example/3f9c2a61',
    version: '1.2.3',
    ...more,
  };
}

describe('what an entry is about', () => {
  test('is read from the names of its fields, at any depth, each once', () => {
    const facts = factsOf({
      kind: 'alert.changed',
      actor: { id: 'tocsin' },
      data: {
        executionId: 'e1',
        at: '2026-11-24T03:04:05.678Z',
        alerts: [{ incidentId: 'i1' }, { incidentId: 'i2' }, { incidentId: 'i1', sourceServerId: 's-1' }],
        who: { sealed: 'abc' },
        count: 7,
        nested: { contextId: 'c1', executionId: null },
      },
    });
    expect(facts).toEqual({
      contexts: ['c1'],
      executions: ['e1'],
      servers: ['s-1'],
      incidents: ['i1', 'i2'],
      text: ['alert.changed', 'tocsin', 'e1', 'i1', 'i2', 'i1', 's-1', '7', 'c1'].join('\n'),
    });
  });
});

test.each<[string, Record<string, unknown>, string, string]>([
  ['execution.started', {}, 'LOW', 'unknown'],
  ['execution.failed', {}, 'HIGH', 'failure'],
  ['execution.completed', {}, 'LOW', 'success'],
  ['command.ended', { outcome: 'refused' }, 'LOW', 'failure'],
  ['notice.raised', { severity: 'CRITICAL' }, 'CRITICAL', 'unknown'],
  ['audit.verified', { outcome: 'failed' }, 'CRITICAL', 'failure'],
  ['audit.verified', { outcome: 'verified' }, 'INFO', 'success'],
  ['audit.rolled-back', {}, 'CRITICAL', 'failure'],
  ['access.refused', {}, 'MEDIUM', 'failure'],
  ['something.failed', {}, 'MEDIUM', 'failure'],
  ['something.new', { severity: 'GREAT', outcome: 7 }, 'INFO', 'unknown'],
])('%s with %j is %s, %s', (kind, data, severity, outcome) => {
  const { entry } = aRecord(kind, data);
  expect([severityOf(entry), outcomeOf(entry)]).toEqual([severity, outcome]);
});

describe('JSON Lines', () => {
  test('is the entry, its hash, its log and what it is about', () => {
    expect(JSON.parse(jsonLine(aRecord('execution.started', { executionId: 'e1' })))).toEqual({
      v: 1,
      seq: 270,
      at: '2026-11-24T03:04:05.678Z',
      mono: 9,
      session: 'ses_1',
      kind: 'execution.started',
      actor: { id: 'os:dana', type: 'admin', host: 'headless' },
      data: { executionId: 'e1' },
      severity: 'LOW',
      outcome: 'unknown',
      contexts: [],
      executions: ['e1'],
      servers: [],
      incidents: [],
      log: 'tocsin.example/3f9c2a61',
      leafHash: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=',
    });
  });

  test('of a removed entry says that it was removed', () => {
    expect(JSON.parse(jsonLine(aRecord('execution.started', {}, { removed: true })))).toMatchObject({ seq: 270, removed: true });
  });

  test('is one line, whatever an entry says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(jsonLine(aRecord('custom.received', { text })).split('\n')).toHaveLength(1);
      }),
    );
  });
});

describe('CSV', () => {
  test('has a cell for each heading', () => {
    expect(csvCells(aRecord('execution.started'))).toHaveLength(CSV_HEADINGS.length);
  });

  test.each<[string, string]>([
    ['=1+1', "'=1+1"],
    ['+cmd', "'+cmd"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['  =1', "'  =1"],
    ['＝1', "'＝1"],
    ['-17.5', '-17.5'],
    ['plain', 'plain'],
    ['a=b', 'a=b'],
    ['', ''],
  ])('%j is written as %j', (given, written) => {
    expect(disarmed(given)).toBe(written);
  });
});

describe('CEF', () => {
  test('has a header of seven parts and fields by name', () => {
    expect(cefLine(aRecord('execution.failed', { reason: 'disk|full = bad\\', executionId: 'e1' }))).toBe(
      'CEF:0|Tocsin|Tocsin|1.2.3|execution.failed|Execution failed|8|rt=1795489445678 externalId=270 cat=execution outcome=failure suser=os:dana dvchost=headless msg=Execution failed: disk|full \\= bad\\\\ cn1Label=seq cn1=270 cs1Label=leafHash cs1=q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA\\= cs2Label=log cs2=tocsin.example/3f9c2a61 cs4Label=execution cs4=e1 cs6Label=data cs6={"reason":"disk|full \\= bad\\\\\\\\","executionId":"e1"} sessionId=ses_1',
    );
  });

  test('cannot be made to carry another event or field', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('|', '\\', '=', '\n', '\r', '\0', '\u2028', 'a', ' ', '😀') }), (text) => {
        const line = cefLine(aRecord(`custom.${text}`, { text, reason: text }));
        expect(line).not.toMatch(/[\r\n\0\u2028]/);
        const { header, fields } = readCef(line);
        expect(header).toHaveLength(7);
        expect(Object.keys(fields).filter((name) => !KNOWN.has(name))).toEqual([]);
        const data = JSON.stringify({ text, reason: text }).replaceAll('\u2028', ' ');
        expect(fields.cs6).toBe(data);
      }),
    );
  });
});

describe('OCSF', () => {
  test.each<[string, number]>([
    ['access.refused', 300_201],
    ['access.token-made', 300_101],
    ['access.token-revoked', 300_106],
    ['session.started', 600_203],
    ['session.stopped', 600_204],
    ['configuration.changed', 300_403],
    ['command.requested', 600_303],
    ['incident.changed', 200_502],
    ['finding.changed', 200_402],
    ['execution.started', 99],
  ])('%s has the type %i', (kind, type) => {
    expect(ocsfEvent(aRecord(kind))).toMatchObject({ type_uid: type, class_uid: Math.floor(type / 100) });
  });

  test('says what every event has to say, and is whole', () => {
    const kinds = [
      'access.refused',
      'access.token-made',
      'session.woke',
      'configuration.changed',
      'command.ended',
      'incident.changed',
      'notice.raised',
      'wave.started',
    ];
    for (const kind of kinds) {
      const event = ocsfEvent(aRecord(kind, { name: 'x', incidentId: 'i1', severity: 'HIGH' }));
      expect(event).toMatchObject({
        activity_id: expect.any(Number),
        category_uid: ocsfClassOf(kind).category,
        time: Date.UTC(2026, 10, 24, 3, 4, 5, 678),
        severity_id: 4,
        metadata: {
          version: '1.3.0',
          product: { name: 'Tocsin', vendor_name: 'Tocsin' },
          sequence: 270,
          log_name: 'tocsin.example/3f9c2a61',
        },
        unmapped: { seq: 270, leaf_hash: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=', kind, data: { name: 'x' } },
      });
    }
  });
});

const KNOWN = new Set(
  'rt externalId cat outcome suser dvchost msg cn1Label cn1 cs1Label cs1 cs2Label cs2 cs6Label cs6 sessionId'.split(' '),
);

/** Reads a line as ArcSight describes it: bars part the header, the last equals sign without a backslash before it begins a value. */
function readCef(line: string): { header: string[]; fields: Record<string, string> } {
  const parts: string[] = [];
  let rest = line;
  while (parts.length < 7) {
    const end = /(?<!\\)(?:\\\\)*\|/.exec(rest);
    if (end === null) break;
    const cut = end.index + end[0].length;
    parts.push(rest.slice(0, cut - 1));
    rest = rest.slice(cut);
  }
  const fields: Record<string, string> = {};
  for (const [, name = '', value = ''] of rest.matchAll(/(\w+)=((?:[^\\=]|\\.)*?)(?=\s\w+=|$)/gs))
    fields[name] = value.replace(/\\([\\=nr])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign === 'r' ? '\r' : sign));
  return { header: parts, fields };
}
