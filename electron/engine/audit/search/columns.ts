/** Fields of which each entry has at most one value, kept as the numbers of a dictionary. */
export const FIELDS = ['kind', 'actor', 'session', 'context', 'execution'] as const;
export type Field = (typeof FIELDS)[number];

/** An entry of the log that cannot be read any more. */
export const REMOVED = 1;
/** No entry is kept at this place. */
export const GONE = 2;

/** One entry as columns; ids are those of {@link Columns.idOf}. */
export interface ColumnRow {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly ids: Readonly<Record<Field, number>>;
  readonly flags: number;
}

/** Rows one after the other, as they are stored: 29 bytes each. */
export const ROW_BYTES = 8 + 4 * FIELDS.length + 1;

/**
 * Every entry's short fields in memory, by `seq`: whole scans of 1,000,000 take milliseconds, so that counts are exact and no index on
 * disk has to be kept for them. 29 bytes an entry.
 */
export interface Columns {
  size(): number;
  push(row: ColumnRow): void;
  /** Leaves kind and time, and forgets the rest. */
  blank(seq: number): void;
  /** The number of a value; 0 stands for none. New values get the next number, and `onNew` hears of them. */
  idOf(field: Field, value: string | null): number;
  /** 0 where nothing has that value. */
  knownId(field: Field, value: string): number;
  valueOf(field: Field, id: number): string;
  values(field: Field): readonly string[];
  learn(field: Field, id: number, value: string): void;
  /** Forgets every value that no entry has any more, and answers which. */
  forgetUnused(): readonly { readonly field: Field; readonly id: number }[];
  at(): Float64Array;
  ids(field: Field): Uint32Array;
  flags(): Uint8Array;
  /** Whether there are places without an entry. */
  hasGone(): boolean;
  /** Rows `from` to before `to`, as bytes. */
  bytes(from: number, to: number): Uint8Array;
  /** Adds rows from what {@link bytes} gave. */
  load(bytes: Uint8Array): void;
}

export function createColumns(onNew: (field: Field, id: number, value: string) => void): Columns {
  let size = 0;
  let isWithGaps = false;
  let at = new Float64Array(1024);
  let flags = new Uint8Array(1024);
  const ids = perField(() => new Uint32Array(1024));
  const names = perField(() => ['']);
  const numbers = perField(() => new Map<string, number>());

  function makeRoom(): void {
    if (size < at.length) return;
    const wider = Math.ceil(at.length * 1.5);
    at = widened(at, new Float64Array(wider));
    flags = widened(flags, new Uint8Array(wider));
    for (const field of FIELDS) ids[field] = widened(ids[field], new Uint32Array(wider));
  }

  function learn(field: Field, id: number, value: string): void {
    names[field][id] = value;
    numbers[field].set(value, id);
  }

  function push(row: ColumnRow): void {
    makeRoom();
    at[size] = row.at;
    flags[size] = row.flags;
    if ((row.flags & GONE) !== 0) isWithGaps = true;
    for (const field of FIELDS) ids[field][size] = row.ids[field];
    size += 1;
  }

  return {
    size: () => size,
    push,
    blank(seq) {
      if (seq >= size) return;
      flags[seq] = (flags[seq] ?? 0) | REMOVED;
      for (const field of FIELDS) if (field !== 'kind') ids[field][seq] = 0;
    },
    idOf(field, value) {
      if (value === null || value === '') return 0;
      const known = numbers[field].get(value);
      if (known !== undefined) return known;
      const id = names[field].length;
      learn(field, id, value);
      onNew(field, id, value);
      return id;
    },
    knownId: (field, value) => numbers[field].get(value) ?? 0,
    valueOf: (field, id) => names[field][id] ?? '',
    values: (field) => names[field],
    learn,
    forgetUnused() {
      return FIELDS.flatMap((field) => {
        const used = new Set(ids[field].subarray(0, size));
        const unused = names[field].flatMap((name, id) => (name !== '' && !used.has(id) ? [id] : []));
        for (const id of unused) {
          numbers[field].delete(names[field][id] ?? '');
          names[field][id] = '';
        }
        return unused.map((id) => ({ field, id }));
      });
    },
    at: () => at.subarray(0, size),
    ids: (field) => ids[field].subarray(0, size),
    flags: () => flags.subarray(0, size),
    hasGone: () => isWithGaps,
    bytes(from, to) {
      const out = Buffer.alloc((to - from) * ROW_BYTES);
      let place = 0;
      for (let seq = from; seq < to; seq += 1) {
        place = out.writeDoubleLE(at[seq] ?? 0, place);
        for (const field of FIELDS) place = out.writeUInt32LE(ids[field][seq] ?? 0, place);
        place = out.writeUInt8(flags[seq] ?? 0, place);
      }
      return out;
    },
    load(bytes) {
      const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let place = 0; place + ROW_BYTES <= view.length; place += ROW_BYTES) {
        const id = (field: Field) => view.readUInt32LE(place + 8 + 4 * FIELDS.indexOf(field));
        push({
          at: view.readDoubleLE(place),
          ids: perField(id),
          flags: view.readUInt8(place + ROW_BYTES - 1),
        });
      }
    },
  };
}

function perField<T>(make: (field: Field) => T): Record<Field, T> {
  return {
    kind: make('kind'),
    actor: make('actor'),
    session: make('session'),
    context: make('context'),
    execution: make('execution'),
  };
}

function widened<T extends Float64Array | Uint32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
