import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Framework } from '../../../shared/domain/frameworks/framework';
import { readFramework } from '../../../shared/domain/frameworks/read-framework';
import type { Instant } from '../../../shared/domain/primitives';
import { isWithinDepth } from '../../../shared/lib/depth';
import { err, ok, type Result } from '../../../shared/lib/result';
import type { WriteProblem } from '../notifications-api';
import type { Actor, Clock } from '../ports';
import type { Recorder } from '../state/recorder';
import { type Document, type DocumentError, openDocument } from '../storage/document';
import { createTurns } from '../storage/turns';
import { FRAMEWORK_FILE, FrameworkFile, noFrameworks } from './framework-file';
import { type ShelvedFramework, shelve } from './framework-shelf';
import { shippedFrameworks } from './shipped-frameworks';

/** Frameworks as handlers see them: `engine.inside.frameworks`. */
export interface Frameworks {
  list(): readonly ShelvedFramework[];
  get(frameworkId: string): ShelvedFramework | null;
  /** Adds or replaces one's own; refused whole, with every problem by its field, where it has one. */
  save(frameworkId: string, sent: unknown, actor: Actor): Promise<Result<Framework, WriteProblem>>;
  remove(frameworkId: string, actor: Actor): Promise<Result<null, WriteProblem>>;
}

interface Options {
  readonly dataDir: string;
  readonly clock: Pick<Clock, 'now'>;
  /** Wall clock: part of the name of a file that is moved aside. */
  readonly now: Instant;
  /** The file is written by then, so this must not be lost. */
  readonly owe: Recorder['owe'];
}

export interface OpenedFrameworks {
  readonly frameworks: Frameworks;
  readonly movedAside: { readonly file: string; readonly reason: string } | null;
}

/** Opens `frameworks.json` in the data directory. */
export async function openFrameworks({ dataDir, now, ...rest }: Options): Promise<Result<OpenedFrameworks, DocumentError>> {
  const opened = await openDocument(join(dataDir, FRAMEWORK_FILE), FrameworkFile, noFrameworks, now);
  if (!opened.ok) return opened;
  const { document, movedAside } = opened.value;
  return ok({ frameworks: createFrameworks({ document, ...rest }), movedAside });
}

const MOST_OWN = 100;
const DEEPEST = 20;

function createFrameworks({
  document,
  clock,
  owe,
}: Pick<Options, 'clock' | 'owe'> & { readonly document: Document<FrameworkFile> }): Frameworks {
  const inTurn = createTurns();
  const list = () => shelve(Object.values(shippedFrameworks), document.current().frameworks);
  const get = (frameworkId: string) => list().find((one) => one.frameworkId === frameworkId) ?? null;

  async function write(before: unknown, after: unknown, frameworkId: string, actor: Actor): Promise<Result<null, WriteProblem>> {
    const written = await document.change(({ frameworks }) => ({
      version: 1,
      frameworks: [...frameworks.filter((one) => one !== before), ...(after === null ? [] : [after])],
    }));
    if (!written.ok) return err({ code: 'not-writable', field: null, message: written.error.message });
    owe([{ type: 'framework.changed', at: clock.now(), frameworkId, before, after, actor: actor.id }], actor);
    return ok(null);
  }

  return {
    list,
    get,
    save: (frameworkId, sent, actor) =>
      inTurn(async () => {
        const read = isWithinDepth(sent, DEEPEST) ? readFramework(withId(sent, frameworkId)) : readFramework(sent);
        if (!read.ok) return err(problemOf(read.error));
        const before = get(frameworkId);
        if (before?.shipped === true)
          return err(refusal('frameworkId', `${frameworkId} is part of the program; give yours an id of its own`));
        if (before === null && document.current().frameworks.length >= MOST_OWN)
          return err(refusal(null, `There are ${MOST_OWN} frameworks of your own already. Remove one that nobody needs.`));
        if (isDeepStrictEqual(before?.source, read.value)) return ok(read.value);
        const written = await write(before?.source ?? null, read.value, frameworkId, actor);
        return written.ok ? ok(read.value) : written;
      }),
    remove: (frameworkId, actor) =>
      inTurn(async () => {
        const before = get(frameworkId);
        if (before === null)
          return err({ code: 'unknown', field: 'frameworkId', message: `There is no framework ${frameworkId} here.` });
        if (before.shipped) return err(refusal('frameworkId', `${frameworkId} is part of the program and stays`));
        return write(before.source, null, frameworkId, actor);
      }),
  };
}

/** The address says which framework it is. */
function withId(sent: unknown, frameworkId: string): unknown {
  return typeof sent === 'object' && sent !== null && !Array.isArray(sent) ? { ...sent, frameworkId } : sent;
}

const MOST_SAID = 20;

/** The first problem by its field; the others within the sentence. */
function problemOf(problems: readonly { readonly field: string; readonly message: string }[]): WriteProblem {
  const [first, ...others] = problems;
  if (first === undefined) return refusal(null, 'This cannot be understood.');
  const more = others.slice(0, MOST_SAID).map(({ field, message }) => `; ${field}: ${message}`);
  return refusal(first.field === '' ? null : first.field, `${first.message}${more.join('')}`);
}

function refusal(field: string | null, message: string): WriteProblem {
  return { code: 'invalid', field, message };
}
