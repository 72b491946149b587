import { readFile } from 'node:fs/promises';
import { instantOf } from '../../../shared/domain/primitives';
import { PERIOD_NAMES } from '../../../shared/domain/reports/periods';
import type { ReportConfiguration } from '../../../shared/domain/reports/report-configuration';
import type { ReportRun } from '../../../shared/domain/reports/report-run';
import { dueTimes } from '../../../shared/domain/reports/schedule/due-times';
import { sectionKinds } from '../../../shared/domain/reports/sections/registry';
import type { Engine } from '../engine-api';
import type { KeptDefinition } from '../reports/definitions/definition-store';
import { typeOf } from '../reports/runs/run-files';
import { done, runCommand } from './commands';
import type { Implementer } from './implementer';
import { writeRefused } from './notification-refusals';
import { pageAfter } from './paging';
import { impossible, invalid, notFound, notRecording, unavailable } from './problems';

const NEXT_MOMENTS = 5;

/** Reports: read by everybody; defined, made and sent by whoever may act. */
export function reportHandlers(os: Implementer, engine: Engine) {
  const { reports } = os;
  const shelf = () => engine.inside.reports;
  const whole = () => ({
    headers: { etag: shelf().definitions.etag() },
    body: {
      Reports: shelf()
        .definitions.list()
        .map(({ source }) => source),
    },
  });
  const listing = (kept: KeptDefinition) => ({
    reportId: kept.reportId,
    definition: kept.source,
    nextAt: shelf().nextOf(kept),
    lastRun: shelf().runs.newestOf(kept.reportId),
    problems: [...kept.problems],
  });
  const run = (runId: string): ReportRun => {
    const found = shelf().runs.read(runId);
    if (found === null) throw notFound('report run', runId);
    return found;
  };

  /** A definition to be made: known, and without problems. */
  const makeable = (reportId: string): ReportConfiguration => {
    const kept = shelf().definitions.get(reportId);
    if (kept === null) throw notFound('report', reportId);
    if (kept.definition !== null) return kept.definition;
    const said = kept.problems.map(({ field, message }) => `${field}: ${message}`).join('; ');
    throw impossible('report.faulty', `The definition of ${reportId} has problems: ${said}. Mend them first.`);
  };

  async function filed(runId: string, what: 'file' | 'signature'): Promise<Blob> {
    const found = run(runId);
    const files = shelf().filesOf(found);
    const path = files?.[what] ?? null;
    if (found.file === null || path === null)
      throw notFound(what === 'file' ? 'file of the report run' : 'signature of the report run', runId);
    const name = what === 'file' ? found.file.name : `${found.file.name}.sig`;
    try {
      return new File([new Uint8Array(await readFile(path))], name, {
        type: what === 'file' ? typeOf(found.format) : 'text/plain',
      });
    } catch (thrown) {
      if (!(thrown instanceof Error && 'code' in thrown)) throw thrown;
      throw unavailable(
        'report.file-gone',
        `The ${what} of the report cannot be read (${String(thrown.code)}). Have it made again.`,
      );
    }
  }

  return {
    definitions: {
      get: reports.definitions.get.handler(whole),
      put: reports.definitions.put.handler(({ input: { headers, body }, context: { actor } }) =>
        runCommand(engine, { command: 'reports.definitions.put', need: 'act', actor }, async () => {
          const replaced = await shelf().definitions.replace(body, headers['if-match'] ?? null, actor);
          if (!replaced.ok) throw writeRefused('report', replaced.error);
          return done('The definitions of reports were replaced.', whole());
        }),
      ),
    },
    list: reports.list.handler(() => ({ items: shelf().definitions.list().map(listing) })),
    get: reports.get.handler(({ input: { reportId } }) => {
      const kept = shelf().definitions.get(reportId);
      if (kept === null) throw notFound('report', reportId);
      return kept.source;
    }),
    put: reports.put.handler(({ input: { params, body }, context: { actor } }) =>
      runCommand(engine, { command: 'reports.put', need: 'act', actor, note: params.reportId }, async () => {
        const checked = shelf().definitions.check(body);
        if (checked.ok && checked.value.ReportId !== params.reportId)
          throw invalid('report.invalid', 'ReportId', `is ${checked.value.ReportId}, and was sent as ${params.reportId}`);
        const saved = await shelf().definitions.save(body, actor);
        if (!saved.ok) throw writeRefused('report', saved.error);
        return done(`The report ${saved.value.reportId} was saved.`, listing(saved.value));
      }),
    ),
    remove: reports.remove.handler(({ input: { reportId }, context: { actor } }) =>
      runCommand(engine, { command: 'reports.remove', need: 'act', actor, note: reportId }, async () => {
        const removed = await shelf().definitions.remove(reportId, actor);
        if (!removed.ok) throw writeRefused('report', removed.error);
        return done('The definition was removed; what was made of it stays.', { reportId });
      }),
    ),
    check: reports.check.handler(({ input: { definition } }) => {
      const checked = shelf().definitions.check(definition);
      if (!checked.ok) return { problems: [...checked.error], nextAt: [] };
      return { problems: [], nextAt: nextMoments(checked.value, engine.ports.clock.nowMs()) };
    }),
    preview: reports.preview.handler(async ({ input: { definition, language } }) => {
      const checked = shelf().definitions.check(definition);
      if (!checked.ok) {
        const [first] = checked.error;
        throw invalid('report.invalid', first?.field ?? '', first?.message ?? 'is no definition');
      }
      const begunMs = engine.ports.wall.monoMs();
      const sections = await shelf().preview(checked.value, language);
      if (!sections.ok) throw unavailable('report.not-readable', sections.error);
      return { sections: sections.value, tookMs: engine.ports.wall.monoMs() - begunMs };
    }),
    run: reports.run.handler(({ input: { reportId, format, asOf, deliver, language }, context: { actor } }) =>
      runCommand(engine, { command: 'reports.run', need: 'act', actor, note: reportId }, async () => {
        const made = shelf().make(
          makeable(reportId),
          {
            format: format ?? null,
            asOf: asOf === undefined ? null : instantOf(Date.parse(asOf)),
            deliver,
            language: language ?? null,
          },
          actor,
        );
        if (!made.ok) throw notRecording(made.error);
        return done(`The report ${made.value.name} was asked for.`, made.value);
      }),
    ),
    runs: reports.runs.handler(({ input }) =>
      pageAfter(
        input,
        ({ requestedAt, runId }) => `${requestedAt} ${runId}`,
        (before, limit) => shelf().runs.list({ reportId: input.reportId ?? null, state: input.state ?? null, before, limit }),
      ),
    ),
    getRun: reports.getRun.handler(({ input: { runId } }) => run(runId)),
    file: reports.file.handler(async ({ input: { runId }, context: { actor } }) => {
      const file = await filed(runId, 'file');
      shelf().taken(run(runId), actor);
      return file;
    }),
    signature: reports.signature.handler(({ input: { runId } }) => filed(runId, 'signature')),
    redeliver: reports.redeliver.handler(({ input: { runId }, context: { actor } }) =>
      runCommand(engine, { command: 'reports.redeliver', need: 'act', actor, note: runId }, async () => {
        const again = shelf().redeliver(run(runId), actor);
        if (!again.ok) throw notRecording(again.error);
        return done('What was not delivered is sent again.', again.value);
      }),
    ),
    catalogue: reports.catalogue.handler(() => ({
      kinds: sectionKinds.map(({ type, fields, Configuration }) => ({
        type,
        fields: fields.map(({ name, kind, values }) => ({
          name,
          kind,
          ...(values === undefined ? {} : { values: [...values] }),
        })),
        defaults: defaultsOf(Configuration.safeParse({}).data),
      })),
      periods: [...PERIOD_NAMES],
      ready: engine.inside.frameworks.list().flatMap(({ framework }) => framework?.reports ?? []),
    })),
  };
}

function nextMoments({ Schedule }: ReportConfiguration, nowMs: number) {
  const times = Schedule === undefined ? null : dueTimes(Schedule);
  const moments: ReturnType<typeof instantOf>[] = [];
  for (let ms: number | null = nowMs; times?.ok === true && ms !== null && moments.length < NEXT_MOMENTS; ) {
    ms = times.value.after(ms);
    if (ms !== null) moments.push(instantOf(ms));
  }
  return moments;
}

function defaultsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
