import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type Instant, instantOf } from '../../../../shared/domain/primitives';
import { type ConfigurationProblem, readReportConfiguration } from '../../../../shared/domain/reports/read-configuration';
import type { ReportConfiguration } from '../../../../shared/domain/reports/report-configuration';
import { isWithinDepth } from '../../../../shared/lib/depth';
import { err, ok, type Result } from '../../../../shared/lib/result';
import { etagOf } from '../../boards/conditions';
import { stillHolds } from '../../notifications/notification-file';
import type { WriteProblem } from '../../notifications-api';
import type { Actor, Clock } from '../../ports';
import type { Recorder } from '../../state/recorder';
import { type Document, type DocumentError, openDocument } from '../../storage/document';
import { createTurns } from '../../storage/turns';

/** A definition as it is kept. */
export interface KeptDefinition {
  readonly reportId: string;
  /** As it was sent, with fields nobody knows. */
  readonly source: Held;
  /** Null where it has problems: then it can be mended, but not made. */
  readonly definition: ReportConfiguration | null;
  readonly problems: readonly ConfigurationProblem[];
  /** Since when its schedule holds. */
  readonly since: Instant;
}

/** Definitions of reports: `engine.inside.reports.definitions`. */
export interface Definitions {
  list(): readonly KeptDefinition[];
  get(reportId: string): KeptDefinition | null;
  etag(): string;
  check(sent: unknown): Result<ReportConfiguration, readonly ConfigurationProblem[]>;
  /** Replaces all; `etag` is what the writer read, null writes over whatever is there. Refused whole, with the first problem's field. */
  replace(sent: unknown, etag: string | null, actor: Actor): Promise<Result<null, WriteProblem>>;
  /** Adds one, or replaces the one of its id. */
  save(sent: unknown, actor: Actor): Promise<Result<KeptDefinition, WriteProblem>>;
  remove(reportId: string, actor: Actor): Promise<Result<null, WriteProblem>>;
}

interface Options {
  readonly dataDir: string;
  readonly clock: Pick<Clock, 'now'>;
  /** Wall clock: part of the name of a file that is moved aside. */
  readonly now: Instant;
  /** The file is written by then, so this must not be lost. */
  readonly owe: Recorder['owe'];
  /** Ids of frameworks that a definition may name. */
  frameworks(): readonly string[];
}

/** `reports.json`: definitions as they are exported, `since` by id, and the count of changes. */
const DefinitionFile = z.object({
  revision: z.number().int().min(0).default(0),
  Reports: z.array(z.looseObject({ ReportId: z.string() })).default([]),
  since: z.record(z.string(), z.string()).default({}),
});
type DefinitionFile = z.infer<typeof DefinitionFile>;
/** One that is there; it may have problems. */
type Held = DefinitionFile['Reports'][number];

const MOST = 500;
const DEEPEST = 45;
const Sent = z.looseObject({ Reports: z.array(z.unknown()).max(MOST) });

export interface OpenedDefinitions {
  readonly definitions: Definitions;
  readonly movedAside: { readonly file: string; readonly reason: string } | null;
}

export async function openDefinitions(options: Options): Promise<Result<OpenedDefinitions, DocumentError>> {
  const file = join(options.dataDir, 'reports.json');
  const opened = await openDocument(file, DefinitionFile, DefinitionFile.parse({}), options.now);
  if (!opened.ok) return opened;
  return ok({ definitions: createDefinitions(opened.value.document, options), movedAside: opened.value.movedAside });
}

function createDefinitions(document: Document<DefinitionFile>, { clock, owe, frameworks }: Options): Definitions {
  const inTurn = createTurns();
  const etag = () => etagOf(document.current().revision);
  const check = (sent: unknown) => readReportConfiguration(sent, frameworks());

  /** By what was read: looked at on every pulse, a definition is checked once. */
  const known = new WeakMap<Held, { readonly frameworks: string; readonly kept: KeptDefinition }>();

  function kept(source: Held): KeptDefinition {
    const ids = frameworks().join();
    const held = known.get(source);
    if (held?.frameworks === ids) return held.kept;
    const found = checked(source);
    known.set(source, { frameworks: ids, kept: found });
    return found;
  }

  function checked(source: Held): KeptDefinition {
    const read = check(source);
    const since = instantOf(Date.parse(document.current().since[source.ReportId] ?? '1970-01-01T00:00:00.000Z'));
    return {
      reportId: source.ReportId,
      source,
      definition: read.ok ? read.value : null,
      problems: read.ok ? [] : read.error,
      since,
    };
  }

  const list = () => document.current().Reports.map(kept);
  const get = (reportId: string) => list().find((one) => one.reportId === reportId) ?? null;

  /** Writes what changed and records each definition that did. A schedule that changed begins anew: nothing is made for the past of it. */
  async function write(next: readonly Held[], actor: Actor): Promise<Result<null, WriteProblem>> {
    const before = document.current();
    const now = clock.now();
    const former = new Map(before.Reports.map((one) => [one.ReportId, one]));
    const since = Object.fromEntries(
      next.map((one) => {
        const held = before.since[one.ReportId];
        const isSame = isDeepStrictEqual(one.Schedule, former.get(one.ReportId)?.Schedule);
        return [one.ReportId, isSame && held !== undefined ? held : now];
      }),
    );
    const written = await document.change(({ revision }) => ({ revision: revision + 1, Reports: [...next], since }));
    if (!written.ok) return err({ code: 'not-writable', field: null, message: written.error.message });
    const after = new Map(next.map((one) => [one.ReportId, one]));
    for (const reportId of new Set([...former.keys(), ...after.keys()])) {
      const [was, is] = [former.get(reportId) ?? null, after.get(reportId) ?? null];
      if (!isDeepStrictEqual(was, is))
        owe([{ type: 'reports.changed', at: now, reportId, before: was, after: is, actor: actor.id }], actor);
    }
    return ok(null);
  }

  const others = (reportId: string) => document.current().Reports.filter((one) => one.ReportId !== reportId);

  async function replace(sent: unknown, ifMatch: string | null, actor: Actor): Promise<Result<null, WriteProblem>> {
    if (!stillHolds(ifMatch, etag())) return err(changedMeanwhile);
    if (!isWithinDepth(sent, DEEPEST)) return err({ code: 'invalid', field: null, message: 'It is nested too deeply.' });
    const all = Sent.safeParse(sent);
    if (!all.success) {
      const field = typeof sent === 'object' && sent !== null && 'ReportId' in sent ? null : 'Reports';
      if (field !== null) return err({ code: 'invalid', field, message: `must be a list of at most ${MOST} definitions` });
      const saved = await save(sent, actor);
      return saved.ok ? ok(null) : saved;
    }
    const read: ReportConfiguration[] = [];
    for (const [index, one] of all.data.Reports.entries()) {
      const checked = check(one);
      if (!checked.ok) return err(firstOf(checked.error, `Reports[${index}]`));
      if (read.some(({ ReportId }) => ReportId === checked.value.ReportId))
        return err({ code: 'invalid', field: `Reports[${index}].ReportId`, message: 'this id is there already' });
      read.push(checked.value);
    }
    return write(read, actor);
  }

  async function save(sent: unknown, actor: Actor): Promise<Result<KeptDefinition, WriteProblem>> {
    const checked = check(sent);
    if (!checked.ok) return err(firstOf(checked.error, ''));
    const { ReportId } = checked.value;
    const isNew = get(ReportId) === null;
    if (isNew && document.current().Reports.length >= MOST)
      return err({ code: 'invalid', field: null, message: `There are ${MOST} definitions already.` });
    const held: readonly Held[] = isNew
      ? [...document.current().Reports, checked.value]
      : document.current().Reports.map((one) => (one.ReportId === ReportId ? checked.value : one));
    const written = await write(held, actor);
    if (!written.ok) return written;
    return ok(kept(checked.value));
  }

  return {
    list,
    get,
    etag,
    check,
    replace: (sent, ifMatch, actor) => inTurn(() => replace(sent, ifMatch, actor)),
    save: (sent, actor) => inTurn(() => save(sent, actor)),
    remove: (reportId, actor) =>
      inTurn(async () => {
        if (get(reportId) === null) return err({ code: 'unknown', field: null, message: `There is no report ${reportId} here.` });
        return write(others(reportId), actor);
      }),
  };
}

const changedMeanwhile: WriteProblem = {
  code: 'conflict',
  field: null,
  message: 'Somebody changed the definitions of reports since they were read. Read them again, and repeat the change.',
};

function firstOf(problems: readonly ConfigurationProblem[], place: string): WriteProblem {
  const [first = { field: '', message: 'is not a definition' }, ...more] = problems;
  const field = [place, first.field].filter((part) => part !== '').join('.');
  const rest = more.map((one) => `${one.field}: ${one.message}`).join('; ');
  return {
    code: 'invalid',
    field: field === '' ? null : field,
    message: rest === '' ? first.message : `${first.message}; ${rest}`,
  };
}
