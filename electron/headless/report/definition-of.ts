import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readReportConfiguration } from '../../../shared/domain/reports/read-configuration';
import type { ReportConfiguration } from '../../../shared/domain/reports/report-configuration';
import { err, ok, type Result } from '../../../shared/lib/result';
import { frameworksIn } from '../../engine/frameworks/framework-file';
import { readJson } from '../../engine/reports/sources/data-place';
import { errnoOf, type Problem } from '../../host/problem';

/** One definition, or a list as it is exported. */
const Several = z.looseObject({ Reports: z.array(z.unknown()) });
const Identified = z.looseObject({ ReportId: z.string() });
/** The data directory's own definitions, as they are exported. */
const OWN = 'reports.json';

/** The definition that is meant: a file with one, or the id of one of the data directory's own, or of a framework's ready one. */
export function definitionOf(given: string, path: string, dir: string): Result<ReportConfiguration, Problem> {
  const text = textOf(path);
  if (!text.ok) return text;
  return text.value === null ? byId(given, dir) : inFile(given, text.value, dir);
}

function wrong(message: string, next: string): Result<never, Problem> {
  return err({ code: 'flag', message, next });
}

/** Null where there is no such file. */
function textOf(path: string): Result<string | null, Problem> {
  try {
    return ok(readFileSync(path, 'utf8'));
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'ENOENT') return ok(null);
    if (errno === null) throw error;
    return wrong(`${path} cannot be read (${errno}).`, 'Name a file with the definition of a report, or its id.');
  }
}

function inFile(given: string, text: string, dir: string): Result<ReportConfiguration, Problem> {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    return wrong(`${given} is no JSON: ${thrown.message}.`, 'Mend it there.');
  }
  const several = Several.safeParse(value);
  if (!several.success) return checked(given, value, dir);
  const [only, ...more] = several.data.Reports;
  if (only !== undefined && more.length === 0) return checked(given, only, dir);
  return wrong(`${given} has ${several.data.Reports.length} definitions.`, 'Keep the one that is to be made.');
}

function byId(reportId: string, dir: string): Result<ReportConfiguration, Problem> {
  const own = Several.safeParse(readJson(join(dir, OWN)));
  const ready = frameworksIn(dir).flatMap(({ framework }) => framework?.reports ?? []);
  const all = [...(own.success ? own.data.Reports : []), ...ready];
  const ids = all.flatMap((one) => Identified.safeParse(one).data?.ReportId ?? []);
  const found = all.find((one) => Identified.safeParse(one).data?.ReportId === reportId);
  if (found !== undefined) return checked(reportId, found, dir);
  return wrong(
    `${reportId} is neither a file nor the id of a report here.`,
    ids.length === 0 ? 'Name a file with its definition.' : `Known: ${ids.join(', ')}.`,
  );
}

function checked(given: string, value: unknown, dir: string): Result<ReportConfiguration, Problem> {
  const read = readReportConfiguration(
    value,
    frameworksIn(dir).map(({ frameworkId }) => frameworkId),
  );
  if (read.ok) return read;
  const problems = read.error.map(({ field, message }) => `${field}: ${message}`).join('; ');
  return wrong(`The definition ${given} cannot be used: ${problems}.`, 'Mend it and try again.');
}
