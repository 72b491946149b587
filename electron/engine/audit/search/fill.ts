import { factsOf, type ReadableEntry } from '../../../../shared/domain/audit/siem/entry-facts';
import { type Field, GONE, REMOVED } from './columns';
import { aboutWord, type IndexFile, type IndexWriter } from './index-file';
import type { LogRow, LogRows } from './log-rows';

/** An entry as it is read for the index: a part that is missing or odd leaves its place empty. */
interface Parsed extends ReadableEntry {
  readonly at: number;
  readonly session: string;
}

/** Brings the index up to the log. */
export interface Filler {
  /** How many entries of the log are not in the index yet; begins the index anew where it belongs to another log. */
  behind(): number;
  /** Adds at most `limit` entries; answers how many. */
  step(limit: number): number;
}

/** How an index of an emptied or changed log comes to be begun anew: each look compares its newest entry with the log's. */
export function createFiller(log: LogRows, index: IndexFile, onAnew: () => void): Filler {
  const size = (): number => index.columns.size();

  function isOfThisLog(): boolean {
    if (size() === 0) return true;
    const newest = log.at(size() - 1);
    return newest !== null && hex(newest.leafHash) === index.lastLeaf();
  }

  function add(row: LogRow, writer: IndexWriter): void {
    const { columns } = index;
    while (size() < row.seq) columns.push({ at: lastAt(), ids: noIds(0), flags: GONE });
    const kind = columns.idOf('kind', row.kind);
    const entry = row.bytes === null ? null : parsed(row.kind, row.bytes);
    if (entry === null) {
      columns.push({ at: lastAt(), ids: noIds(kind), flags: REMOVED });
      return;
    }
    const facts = factsOf(entry);
    columns.push({
      at: Number.isFinite(entry.at) ? entry.at : lastAt(),
      ids: {
        kind,
        actor: columns.idOf('actor', text(entry.actor.id)),
        session: columns.idOf('session', entry.session),
        context: columns.idOf('context', facts.contexts[0] ?? null),
        execution: columns.idOf('execution', facts.executions[0] ?? null),
      },
      flags: 0,
    });
    writer.words({
      seq: row.seq,
      text: facts.text,
      about: [
        ...facts.executions.map((id) => aboutWord('execution', id)),
        ...facts.servers.map((id) => aboutWord('server', id)),
        ...facts.incidents.map((id) => aboutWord('incident', id)),
      ],
    });
    if (row.kind === 'audit.removed')
      for (const [from, to] of rangesOf(entry.data.ranges)) forget(from, Math.min(to, row.seq - 1), writer);
  }

  function forget(from: number, to: number, writer: IndexWriter): void {
    const flags = index.columns.flags();
    for (let seq = from; seq <= to; seq += 1) if (flags[seq] === 0) writer.forget(seq);
  }

  function lastAt(): number {
    return index.columns.at()[size() - 1] ?? 0;
  }

  return {
    behind() {
      if (!isOfThisLog()) {
        index.clear();
        onAnew();
      }
      return Math.max(0, log.size() - size());
    },
    step(limit) {
      const rows = log.from(size(), limit);
      const last = rows.at(-1);
      if (last === undefined) return 0;
      index.write(
        () => hex(last.leafHash),
        (writer) => {
          for (const row of rows) add(row, writer);
        },
      );
      return rows.length;
    },
  };
}

function noIds(kind: number): Record<Field, number> {
  return { kind, actor: 0, session: 0, context: 0, execution: 0 };
}

/** Null where the bytes are no entry at all: found by its place and kind then, as one whose text is gone. */
function parsed(kind: string, bytes: Uint8Array): Parsed | null {
  const value = jsonOf(bytes);
  if (!isRecord(value)) return null;
  return {
    kind,
    at: typeof value.at === 'string' ? Date.parse(value.at) : Number.NaN,
    session: text(value.session) ?? '',
    actor: isRecord(value.actor) ? value.actor : {},
    data: isRecord(value.data) ? value.data : {},
  };
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}

function rangesOf(ranges: unknown): (readonly [number, number])[] {
  if (!Array.isArray(ranges)) return [];
  return ranges.flatMap((range) => {
    if (!Array.isArray(range)) return [];
    const [from, to] = range;
    return isIndex(from) && isIndex(to) ? [[from, to] as const] : [];
  });
}

function isIndex(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}
