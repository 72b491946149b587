import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReportFormat } from '../../../../shared/domain/reports/report-configuration';
import type { ReportRun } from '../../../../shared/domain/reports/report-run';
import { err, ok, type Result } from '../../../../shared/lib/result';
import type { MadeFiles } from '../deliver/deliverer';
import type { RunFiles } from '../reports-api';

const EXTENSIONS: Readonly<Record<ReportFormat, { readonly extension: string; readonly type: string }>> = {
  PDF: { extension: 'pdf', type: 'application/pdf' },
  XLSX: { extension: 'xlsx', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  CSV: { extension: 'csv', type: 'text/csv' },
  JSON: { extension: 'json', type: 'application/json' },
  OSCAL: { extension: 'oscal.json', type: 'application/json' },
};
const LONGEST_STEM = 80;

/** Media type of a format's files. */
export function typeOf(format: ReportFormat): string {
  return EXTENSIONS[format].type;
}

/** `Monthly DR Compliance Report` of 1 March 2026 as `monthly-dr-compliance-report-2026-03-01.pdf`: safe on every file system. */
export function fileNameOf({ name, asOf, format }: Pick<ReportRun, 'name' | 'asOf' | 'format'>): string {
  const stem = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST_STEM);
  return `${stem === '' ? 'report' : stem}-${asOf.slice(0, 10)}.${EXTENSIONS[format].extension}`;
}

/** Files of runs: `reports/<runId>/` in the data directory, for their owner only. */
export function createRunFiles(dataDir: string) {
  const folderOf = (runId: string) => join(dataDir, 'reports', runId);

  function filesOf({ runId, file }: ReportRun): RunFiles | null {
    if (file === null) return null;
    const path = join(folderOf(runId), file.name);
    return { file: path, signature: file.signed ? `${path}.sig` : null };
  }

  return {
    filesOf,
    /** An empty folder for a run, also where a former attempt left something. Throws what the file system throws. */
    async begin(runId: string): Promise<string> {
      const folder = folderOf(runId);
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return folder;
    },
    async keepSignature(path: string, signature: string): Promise<void> {
      await writeFile(`${path}.sig`, signature, { mode: 0o600 });
    },
    /** For whoever delivers them; the error says why they cannot be read. */
    async read(run: ReportRun): Promise<Result<MadeFiles, string>> {
      const files = filesOf(run);
      if (files === null || run.file === null) return err('The report has no file.');
      const { name } = run.file;
      try {
        const bytes = await readFile(files.file);
        const signature = files.signature === null ? null : await readFile(files.signature);
        return ok({
          file: { name, contentType: typeOf(run.format), bytes },
          signature: signature === null ? null : { name: `${name}.sig`, contentType: 'text/plain', bytes: signature },
        });
      } catch (thrown) {
        if (!(thrown instanceof Error && 'code' in thrown)) throw thrown;
        return err(`The file of the report cannot be read (${String(thrown.code)}). Have it made again.`);
      }
    },
  };
}
