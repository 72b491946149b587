import { factsOfRecord, messageOf, outcomeOf, type SiemRecord, severityOf } from './record';

/** The first line of the CSV. */
export const CSV_HEADINGS = [
  'seq',
  'at',
  'kind',
  'severity',
  'outcome',
  'actor',
  'actor_type',
  'actor_host',
  'message',
  'contexts',
  'executions',
  'servers',
  'incidents',
  'session',
  'data',
  'removed',
  'log',
  'leaf_hash',
] as const;

/** Cells of one entry, in the order of {@link CSV_HEADINGS}; several ids are parted by a space. What a spreadsheet would run as a formula is disarmed. */
export function csvCells(record: SiemRecord): string[] {
  const { entry, leafHash, origin, removed } = record;
  const { actor, session, data } = entry;
  const about = factsOfRecord(record);
  return [
    String(entry.seq),
    entry.at,
    entry.kind,
    severityOf(entry),
    outcomeOf(entry),
    actor.id,
    textOf(actor.type),
    textOf(actor.host),
    messageOf(entry),
    about.contexts.join(' '),
    about.executions.join(' '),
    about.servers.join(' '),
    about.incidents.join(' '),
    session,
    removed ? '' : JSON.stringify(data),
    String(removed),
    origin,
    leafHash,
  ].map(disarmed);
}

/** Signs by which spreadsheets know a formula, also behind blanks; full-width ones are read alike by some. */
const FORMULA = /^[\s\0]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** A cell that no spreadsheet takes for a formula: an apostrophe goes before what looks like one. A number stays one. */
export function disarmed(cell: string): string {
  return FORMULA.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
