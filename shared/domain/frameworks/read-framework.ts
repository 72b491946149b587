import { isWithinDepth } from '../../lib/depth';
import { err, ok, type Result } from '../../lib/result';
import { readReportConfiguration } from '../reports/read-configuration';
import { evidenceKindOf, evidenceKinds } from './evidence/registry';
import { Framework } from './framework';

/** What is wrong with a framework's file. `field`: `controls[3].evidence[0].kind`. */
export interface FrameworkProblem {
  readonly field: string;
  readonly message: string;
}

const DEEPEST = 20;

/** A framework from its file; every problem by its field. One with a problem is not evaluated. */
export function readFramework(value: unknown): Result<Framework, readonly FrameworkProblem[]> {
  if (!isWithinDepth(value, DEEPEST)) return err([{ field: '', message: `is nested deeper than ${DEEPEST} levels` }]);
  const parsed = Framework.safeParse(value);
  if (!parsed.success) return err(parsed.error.issues.map(({ path, message }) => ({ field: fieldOf(path), message })));
  const problems = [
    ...twice(parsed.data),
    ...evidenceProblems(parsed.data),
    ...riskProblems(parsed.data),
    ...reportProblems(parsed.data),
  ];
  return problems.length === 0 ? ok(parsed.data) : err(problems);
}

function twice({ controls }: Framework): FrameworkProblem[] {
  return controls.flatMap(({ id }, index) =>
    controls.findIndex((one) => one.id === id) === index
      ? []
      : [{ field: `controls[${index}].id`, message: `there is another control ${id} before it` }],
  );
}

function evidenceProblems({ controls }: Framework): FrameworkProblem[] {
  return controls.flatMap(({ evidence }, control) =>
    evidence.flatMap(({ kind, parameters }, index) => {
      const field = `controls[${control}].evidence[${index}]`;
      const known = evidenceKindOf(kind);
      if (known === null) return [unknownEvidence(`${field}.kind`, kind)];
      return known
        .problems(parameters)
        .map((problem) => ({ field: joined(`${field}.parameters`, problem.field), message: problem.message }));
    }),
  );
}

function riskProblems({ risks }: Framework): FrameworkProblem[] {
  return risks.flatMap(({ evidence }, risk) =>
    evidence.flatMap((kind, index) =>
      evidenceKindOf(kind) === null ? [unknownEvidence(`risks[${risk}].evidence[${index}]`, kind)] : [],
    ),
  );
}

function reportProblems({ reports, frameworkId }: Framework): FrameworkProblem[] {
  return reports.flatMap((report, index) => {
    const read = readReportConfiguration(report, [frameworkId]);
    if (read.ok) return [];
    return read.error.map((problem) => ({ field: joined(`reports[${index}]`, problem.field), message: problem.message }));
  });
}

function unknownEvidence(field: string, kind: string): FrameworkProblem {
  const known = evidenceKinds.map((one) => one.kind).join(', ');
  return { field, message: `there is no evidence ${kind}; known: ${known}` };
}

function joined(place: string, field: string): string {
  if (field === '') return place;
  return field.startsWith('[') ? `${place}${field}` : `${place}.${field}`;
}

function fieldOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}
