const NAMED = 5;

/** The first few names of columns, in quotes, so that nothing in them reaches a terminal as it is; the others counted. One character for each byte. */
export function namesSaid(names: readonly string[]): string {
  return listed(
    names.slice(0, NAMED).map((name) => JSON.stringify(Buffer.from(name, 'latin1').toString('utf8'))),
    names.length,
  );
}

/** Lines of one kind: how many, and the first few by number. */
export interface LinesOfKind {
  add(line: number): void;
  count(): number;
  /** `lines 3, 17 and 4 more`. */
  said(): string;
}

export function openLinesOfKind(): LinesOfKind {
  const first: number[] = [];
  let count = 0;
  return {
    add(line) {
      count += 1;
      if (first.length < NAMED) first.push(line);
    },
    count: () => count,
    said: () => `${count === 1 ? 'line' : 'lines'} ${listed(first.map(String), count)}`,
  };
}

function listed(parts: readonly string[], count: number): string {
  const more = count - parts.length;
  return more > 0 ? `${parts.join(', ')} and ${more} more` : parts.join(', ');
}
