import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseRunbook } from '../../../../shared/domain/alerting/runbooks/parse-runbook';
import type { Runbook } from '../../../../shared/domain/alerting/runbooks/runbook';
import type { Log } from '../../ports';
import { shippedRunbooks } from './shipped-runbooks';

export interface ShelvedRunbook {
  readonly runbook: Runbook;
  readonly origin: 'shipped' | 'own';
  /** As it was written. */
  readonly source: string;
}

/** Why an own runbook is not on the shelf. `line` counts from 1; null where the file itself cannot be read. */
export interface ShelfProblem {
  readonly file: string;
  readonly line: number | null;
  readonly message: string;
}

export interface RunbookShelf {
  /** Where own ones lie. */
  readonly folder: string;
  /** As they were read last, by title. An own one takes the place of a shipped one of the same id. */
  all(): readonly ShelvedRunbook[];
  get(runbookId: string): ShelvedRunbook | null;
  problems(): readonly ShelfProblem[];
  /** Looks at the folder again; files that are as they were are not read anew. */
  look(): Promise<void>;
}

interface Own {
  readonly mark: string;
  readonly read: ShelvedRunbook | null;
  readonly problems: readonly ShelfProblem[];
}

const MOST_FILES = 500;
const MOST_BYTES = 1_000_000;

/** Runbooks of the program, and of `<data>/runbooks/*.md`. A fault in an own one is told and hurts no other. */
export function openShelf({ dataDir, log }: { readonly dataDir: string; readonly log: Log }): RunbookShelf {
  const folder = join(dataDir, 'runbooks');
  const shipped = shippedRunbooks.map(shippedOf);
  let own = new Map<string, Own>();
  let shelf = arranged(shipped, own);
  let folderProblem: ShelfProblem | null = null;

  async function look(): Promise<void> {
    const listed = await filesIn(folder);
    folderProblem = listed.problem;
    if (listed.problem !== null) return; // What was read before is of more use than nothing.
    const next = new Map<string, Own>();
    for (const file of listed.files) next.set(file, await readOwn(folder, file, own.get(file)));
    own = next;
    shelf = arranged(shipped, own);
    if (shelf.problems.length > 0) log.warn({ problems: shelf.problems.length, folder }, 'runbooks of one’s own have faults');
  }

  return {
    folder,
    all: () => shelf.all,
    get: (runbookId) => shelf.all.find(({ runbook }) => runbook.runbookId === runbookId) ?? null,
    problems: () => (folderProblem === null ? shelf.problems : [folderProblem]),
    look,
  };
}

function shippedOf(source: string): ShelvedRunbook {
  const parsed = parseRunbook(source);
  if (!parsed.ok) throw new Error(`A shipped runbook cannot be read: ${JSON.stringify(parsed.error)}`);
  return { runbook: parsed.value, origin: 'shipped', source };
}

function arranged(shipped: readonly ShelvedRunbook[], own: ReadonlyMap<string, Own>) {
  const byId = new Map(shipped.map((one) => [one.runbook.runbookId, one]));
  const firstOf = new Map<string, string>();
  const problems: ShelfProblem[] = [];
  for (const [file, { read, problems: its }] of own) {
    problems.push(...its);
    if (read === null) continue;
    const { runbookId } = read.runbook;
    const first = firstOf.get(runbookId);
    if (first === undefined) {
      firstOf.set(runbookId, file);
      byId.set(runbookId, read);
    } else problems.push({ file, line: 1, message: `${first} has the id ${runbookId} already; this one is not used.` });
  }
  const all = [...byId.values()].sort((one, other) => one.runbook.title.localeCompare(other.runbook.title, 'en'));
  return { all, problems };
}

async function filesIn(folder: string): Promise<{ readonly files: readonly string[]; readonly problem: ShelfProblem | null }> {
  try {
    const files = (await readdir(folder)).filter((name) => /\.md$/i.test(name)).sort();
    return { files: files.slice(0, MOST_FILES), problem: null };
  } catch (thrown) {
    if (isMissing(thrown)) return { files: [], problem: null };
    return { files: [], problem: { file: folder, line: null, message: `The folder cannot be read: ${wordsOf(thrown)}` } };
  }
}

async function readOwn(folder: string, file: string, known: Own | undefined): Promise<Own> {
  try {
    const found = await stat(join(folder, file));
    // To read a pipe is to wait for ever.
    if (!found.isFile()) return { mark: '', read: null, problems: [{ file, line: null, message: 'It is no file.' }] };
    const { mtimeMs, size } = found;
    const mark = `${mtimeMs} ${size}`;
    if (known?.mark === mark) return known;
    if (size > MOST_BYTES) return { mark, read: null, problems: [{ file, line: null, message: 'It is larger than 1 MB.' }] };
    const source = await readFile(join(folder, file), 'utf8');
    const parsed = parseRunbook(source);
    if (parsed.ok) return { mark, read: { runbook: parsed.value, origin: 'own', source }, problems: [] };
    return { mark, read: null, problems: parsed.error.map((fault) => ({ file, ...fault })) };
  } catch (thrown) {
    return { mark: '', read: null, problems: [{ file, line: null, message: `It cannot be read: ${wordsOf(thrown)}` }] };
  }
}

function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
}

function wordsOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
