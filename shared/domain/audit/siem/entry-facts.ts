/** What an entry is about, as told by the names of its fields, and the words in it. */
export interface EntryFacts {
  readonly contexts: readonly string[];
  readonly executions: readonly string[];
  readonly servers: readonly string[];
  readonly incidents: readonly string[];
  /** Kind, who acted and every value of `data`, in the entry's own order; neither names of fields, nor instants, nor sealed values. */
  readonly text: string;
}

/** An entry as far as it can be read: what wrote it may have been another version. */
export interface ReadableEntry {
  readonly kind: string;
  readonly actor: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, unknown>>;
}

type Subject = 'contexts' | 'executions' | 'servers' | 'incidents';

const subjectOf = new Map<string, Subject>([
  ['contextId', 'contexts'],
  ['executionId', 'executions'],
  ['sourceServerId', 'servers'],
  ['serverId', 'servers'],
  ['incidentId', 'incidents'],
]);
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const DEEPEST = 40;

/** Reads what an entry is about. Each id once. */
export function factsOf({ kind, actor, data }: ReadableEntry): EntryFacts {
  const found: Record<Subject, Set<string>> = {
    contexts: new Set(),
    executions: new Set(),
    servers: new Set(),
    incidents: new Set(),
  };
  const words: string[] = [kind];

  function walk(value: unknown, name: string | null, depth: number): void {
    if (typeof value === 'number') words.push(String(value));
    else if (typeof value === 'string') {
      const subject = name === null ? undefined : subjectOf.get(name);
      if (subject !== undefined) found[subject].add(value);
      if (!INSTANT.test(value)) words.push(value);
    } else if (Array.isArray(value)) {
      if (depth < DEEPEST) for (const inner of value) walk(inner, name, depth + 1);
    } else if (isRecord(value) && !isSealed(value) && depth < DEEPEST)
      for (const [inner, its] of Object.entries(value)) walk(its, inner, depth + 1);
  }

  walk(actor, null, 0);
  walk(data, null, 0);
  return {
    contexts: [...found.contexts],
    executions: [...found.executions],
    servers: [...found.servers],
    incidents: [...found.incidents],
    text: words.join('\n'),
  };
}

/** Whether a value stands for one that is kept outside the log. */
export function isSealed(value: unknown): value is { readonly sealed: string } {
  return isRecord(value) && typeof value.sealed === 'string' && Object.keys(value).length === 1;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
