import { join } from 'node:path';
import { instantOf } from '../../../shared/domain/primitives';
import type { ReportConfiguration } from '../../../shared/domain/reports/report-configuration';
import type { ReportRun } from '../../../shared/domain/reports/report-run';
import { dueTimes } from '../../../shared/domain/reports/schedule/due-times';
import { err, ok, type Result } from '../../../shared/lib/result';
import type { RunningAudit } from '../audit/audit-api';
import type { Carriers } from '../carriers/open-carriers';
import type { Core, EngineOptions } from '../engine-api';
import type { Evaluator } from '../frameworks/evaluator';
import type { Journal } from '../journal/journal';
import type { Actor, Ports } from '../ports';
import type { Definitions } from './definitions/definition-store';
import { createDeliverer } from './deliver/deliverer';
import { followDeliveries } from './deliver/follow-deliveries';
import { triedAgain } from './deliver/plan';
import type { Reports } from './reports-api';
import { createRunFiles, fileNameOf } from './runs/run-files';
import { createRunner, type MadeReport, scheduledRunId } from './runs/runner';
import { createScheduler } from './runs/scheduler';
import { signatureText } from './sign/signature-text';

interface ReportParts {
  readonly ports: Ports;
  readonly options: Pick<EngineOptions, 'dataDir' | 'version'>;
  readonly core: Pick<Core, 'commit' | 'settings'>;
  readonly journal: Pick<Journal, 'reportRuns'>;
  readonly definitions: Definitions;
  readonly carriers: Carriers;
  readonly audit: Pick<RunningAudit, 'signText' | 'ready' | 'status'>;
  /** A thread of their own, so that an evaluation on screen does not wait for a long report. */
  readonly evaluator: Evaluator;
}

export interface RunningReports extends Reports {
  /** On every pulse: what is due is made, what was made goes out. */
  look(): void;
  stop(): Promise<void>;
}

/** Puts definitions, schedules, runs and deliveries of reports together. */
export function openReports(parts: ReportParts): RunningReports {
  const { ports, options, core, journal, definitions, carriers, audit, evaluator } = parts;
  const { clock, log } = ports;
  const { dataDir, version } = options;
  const tables = journal.reportRuns;
  const files = createRunFiles(dataDir);
  const language = () => core.settings().language;

  function record(run: ReportRun, actor: Actor | null) {
    const by = actor?.id ?? run.requestedBy;
    return core.commit([{ type: 'report.run-changed', at: clock.now(), run, actor: by }], actor ?? undefined);
  }

  async function make(run: ReportRun, definition: ReportConfiguration): Promise<Result<MadeReport, string>> {
    try {
      const folder = await files.begin(run.runId);
      const name = fileNameOf(run);
      const path = join(folder, name);
      const wish = {
        definition,
        path,
        name,
        madeAt: clock.now(),
        madeBy: run.requestedBy,
        language: run.language ?? 'en',
      } as const;
      const question = { type: 'make', dataDir, version, wish: { ...wish, ...pick(run) } } as const;
      const { result } = await evaluator.ask(question);
      if (!result.ok) return result;
      const { bytes, sha256, rows, period, notes, signature } = result.value;
      await audit.ready;
      const signed = audit.signText(signatureText(signature));
      if (signed !== null) await files.keepSignature(path, signed);
      const unsigned = signed === null ? ['The report is not signed: the key of the audit log is not known.'] : [];
      return ok({ file: { name, bytes, sha256, rows, signed: signed !== null }, period, notes: [...notes, ...unsigned] });
    } catch (thrown) {
      log.error({ error: thrown, runId: run.runId }, 'a report could not be made');
      return err(`The report could not be made: ${thrown instanceof Error ? thrown.message : String(thrown)}.`);
    }
  }

  const definitionOf = (reportId: string) => definitions.get(reportId)?.definition ?? null;
  const runner = createRunner({ clock, log, tables, definitionOf, record, make });
  const scheduler = createScheduler({
    definitions: definitions.list,
    lastDueOf: tables.lastDueOf,
    nowMs: clock.nowMs,
    due: (definition, at) => {
      const runId = scheduledRunId(definition.ReportId, at);
      const common = { format: null, because: 'schedule', language: language(), deliver: true } as const;
      return runner.ask(definition, { ...common, runId, asOf: at, dueAt: at }, null).ok;
    },
  });
  const deliverer = createDeliverer({ carriers, clock, read: files.read, vkey: () => audit.status().vkey });
  const deliveries = followDeliveries({
    deliverer,
    desk: { waiting: tables.delivering, distributionOf: definitionOf, record: (run) => record(run, null) },
    clock,
    log,
  });

  return {
    definitions,
    runs: tables,
    nextOf({ definition }) {
      const schedule = definition?.Schedule;
      if (schedule === undefined || schedule.Enabled === false) return null;
      const times = dueTimes(schedule);
      const next = times.ok ? times.value.after(clock.nowMs()) : null;
      return next === null ? null : instantOf(next);
    },
    make(definition, { format, asOf, deliver, language: wanted }, actor) {
      const runId = ports.ids.next('rep');
      const common = { runId, format, because: 'asked', dueAt: null, deliver } as const;
      const asked = runner.ask(definition, { ...common, asOf: asOf ?? clock.now(), language: wanted ?? language() }, actor);
      runner.look();
      return asked;
    },
    filesOf: files.filesOf,
    taken({ runId, file }, actor) {
      if (file === null) return;
      core.commit([{ type: 'report.taken', at: clock.now(), runId, sha256: file.sha256, actor: actor.id }], actor);
    },
    redeliver(run, actor) {
      const again = { ...run, deliveries: triedAgain(run.deliveries) };
      const recorded = record(again, actor);
      deliveries.look();
      return recorded.ok ? ok(again) : recorded;
    },
    async preview(definition, wanted) {
      const wish = { definition, asOf: clock.now(), language: wanted };
      return (await evaluator.ask({ type: 'preview', dataDir, version, wish })).result;
    },
    look() {
      scheduler.look();
      runner.look();
      deliveries.look();
    },
    async stop() {
      await Promise.all([evaluator.stop(), deliveries.stop(), runner.stop()]);
    },
  };
}

function pick({ runId, asOf, format }: ReportRun) {
  return { runId, asOf, format };
}
