import { join } from 'node:path';
import { z } from 'zod';
import { LogPreset, shippedPresets } from '../../../../shared/domain/logs/presets';
import type { ContextId } from '../../../../shared/domain/primitives';
import { err, ok, type Result } from '../../../../shared/lib/result';
import type { Core } from '../../engine-api';
import type { Ports } from '../../ports';
import { type Document, type DocumentError, openDocument } from '../../storage/document';

const Book = z.object({
  version: z.literal(1).default(1),
  presets: z.array(LogPreset).default([]),
  /** Log groups picked by an operator, by context; a context that is not here follows the name pattern. */
  watched: z.record(z.string(), z.array(z.string())).default({}),
});
type Book = z.infer<typeof Book>;

export type BookError = DocumentError | { readonly code: 'shipped' | 'unknown' | 'full'; readonly message: string };

/** As many queries of their own may operators keep. */
const MOST_PRESETS = 200;

/** What operators said about logs: queries under a name, and whose error lines are counted. Kept in `logs.json`. */
export interface LogBook {
  /** Shipped ones first, then operators' own by title. */
  presets(): Promise<Result<readonly LogPreset[], DocumentError>>;
  savePreset(preset: Omit<LogPreset, 'shipped'>): Promise<Result<LogPreset, BookError>>;
  removePreset(id: string): Promise<Result<null, BookError>>;
  /** Log groups picked for a context; null where the name pattern decides. */
  watched(contextId: ContextId): Promise<Result<readonly string[] | null, DocumentError>>;
  watch(contextId: ContextId, names: readonly string[] | null): Promise<Result<null, DocumentError>>;
}

export function createLogBook(dataDir: string, { wall }: Pick<Ports, 'wall'>, warn: Core['warn']): LogBook {
  let opening: Promise<Result<Document<Book>, DocumentError>> | null = null;
  /** Opened when it is first asked for; a file that could not be opened is tried again. */
  const book = async (): Promise<Result<Document<Book>, DocumentError>> => {
    opening ??= open();
    const opened = await opening;
    if (!opened.ok) opening = null;
    return opened;
  };
  async function open(): Promise<Result<Document<Book>, DocumentError>> {
    const opened = await openDocument(join(dataDir, 'logs.json'), Book, Book.parse({}), wall.now());
    if (!opened.ok) return opened;
    const { movedAside, document } = opened.value;
    if (movedAside !== null) {
      const message = `Log queries of this console could not be understood and were set aside as ${movedAside.file}.`;
      warn({ code: 'logs.set-aside', message, next: 'Mend that file and put it back as logs.json, or keep the queries again.' });
    }
    return ok(document);
  }
  return {
    async presets() {
      const opened = await book();
      if (!opened.ok) return opened;
      const own = [...opened.value.current().presets].sort((one, other) => (one.title < other.title ? -1 : 1));
      return ok([...shippedPresets, ...own]);
    },
    async savePreset(given) {
      if (isShipped(given.id)) return err(shippedError(given.id));
      const opened = await book();
      if (!opened.ok) return opened;
      const preset: LogPreset = { ...given, shipped: false };
      const { presets } = opened.value.current();
      if (presets.length >= MOST_PRESETS && !presets.some(({ id }) => id === preset.id))
        return err({
          code: 'full',
          message: `There are ${MOST_PRESETS} queries already; delete one that is not needed any more.`,
        });
      const written = await opened.value.change((current) => ({
        ...current,
        presets: [...current.presets.filter(({ id }) => id !== preset.id), preset],
      }));
      return written.ok ? ok(preset) : written;
    },
    async removePreset(id) {
      if (isShipped(id)) return err(shippedError(id));
      const opened = await book();
      if (!opened.ok) return opened;
      if (!opened.value.current().presets.some((preset) => preset.id === id))
        return err({ code: 'unknown', message: `There is no query ${id}.` });
      return opened.value.change((current) => ({ ...current, presets: current.presets.filter((preset) => preset.id !== id) }));
    },
    async watched(contextId) {
      const opened = await book();
      return opened.ok ? ok(opened.value.current().watched[contextId] ?? null) : opened;
    },
    async watch(contextId, names) {
      const opened = await book();
      if (!opened.ok) return opened;
      return opened.value.change(({ watched: { [contextId]: _, ...others }, ...rest }) => ({
        ...rest,
        watched: names === null ? others : { ...others, [contextId]: [...names] },
      }));
    },
  };
}

function isShipped(id: string): boolean {
  return shippedPresets.some((preset) => preset.id === id);
}

function shippedError(id: string): BookError {
  return { code: 'shipped', message: `${id} came with the console and stays as it is; keep a changed one under another id.` };
}
