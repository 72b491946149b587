import { cefSeverity, factsOfRecord, messageOf, nameOf, outcomeOf, type SiemRecord, severityOf } from './record';

/** Longest texts that readers of CEF take for each of their own fields. */
const LONGEST = { message: 1_023, custom: 4_000, name: 512 } as const;

/**
 * One event in ArcSight's Common Event Format, version 0, without its end. The header names the program, its version, the kind and how
 * grave it is; the extension holds time, who, about what, the index (`cn1`, `externalId`) and the leaf hash (`cs1`).
 */
export function cefLine(record: SiemRecord): string {
  const { entry, leafHash, origin, removed, version } = record;
  const { contexts, executions, servers, incidents } = factsOfRecord(record);
  const header = ['Tocsin', 'Tocsin', version, entry.kind, nameOf(entry.kind), String(cefSeverity(severityOf(entry)))];
  const fields: readonly (readonly [name: string, value: string | null])[] = [
    ['rt', String(Date.parse(entry.at))],
    ['externalId', String(entry.seq)],
    ['cat', entry.kind.split('.')[0] ?? entry.kind],
    ['outcome', outcomeOf(entry)],
    ['suser', removed ? null : cut(entry.actor.id, LONGEST.name)],
    ['dvchost', textOf(entry.actor.host)],
    ['dhost', servers[0] ?? null],
    ['msg', removed ? 'Text removed under a retention policy' : cut(messageOf(entry), LONGEST.message)],
    ['cn1Label', 'seq'],
    ['cn1', String(entry.seq)],
    ['cs1Label', 'leafHash'],
    ['cs1', leafHash],
    ['cs2Label', 'log'],
    ['cs2', origin],
    ...labelled('cs3', 'context', contexts.join(' ')),
    ...labelled('cs4', 'execution', executions.join(' ')),
    ...labelled('cs5', 'incident', incidents.join(' ')),
    ...(removed ? [] : labelled('cs6', 'data', JSON.stringify(entry.data))),
    ['sessionId', entry.session === '' ? null : entry.session],
  ];
  const extension = fields.flatMap(([name, value]) => (value === null || value === '' ? [] : [`${name}=${cefValue(value)}`]));
  return `CEF:0|${header.map(cefHeader).join('|')}|${extension.join(' ')}`;
}

/** In the header a backslash and a bar are escaped; it has no way to say that a line ends. */
export function cefHeader(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll(BREAKS, ' ');
}

/** In a value a backslash and an equals sign are escaped, and a line's end is written as two characters. */
export function cefValue(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('=', '\\=')
    .replaceAll('\r', '\\r')
    .replaceAll('\n', '\\n')
    .replaceAll(BREAKS, ' ');
}

/** Whatever a reader may take for the end of a line, or for no text at all. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is them that are meant
const BREAKS = /[\u0000-\u001F\u007F\u0085\u2028\u2029]/g;

function labelled(field: string, label: string, value: string): (readonly [string, string | null])[] {
  return value === ''
    ? []
    : [
        [`${field}Label`, label],
        [field, cut(value, LONGEST.custom)],
      ];
}

function cut(text: string, longest: number): string {
  // A pair of halves is never parted.
  return text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
