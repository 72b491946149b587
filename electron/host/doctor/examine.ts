import type { Finding, Patient, Step } from './step';

export interface Report {
  readonly ok: boolean;
  readonly version: string;
  readonly steps: readonly { readonly id: string; readonly title: string; readonly findings: readonly Finding[] }[];
}

/** Runs every step; one that breaks is itself a finding, so that the others still report. */
export async function examine(patient: Patient, steps: readonly Step[]): Promise<Report> {
  const examined: Report['steps'][number][] = [];
  for (const { id, title, look } of steps) examined.push({ id, title, findings: await lookSafely(look, patient) });
  const ok = examined.every(({ findings }) => findings.every(({ state }) => state !== 'broken'));
  return { ok, version: patient.version, steps: examined };
}

async function lookSafely(look: Step['look'], patient: Patient): Promise<readonly Finding[]> {
  try {
    return await look(patient);
  } catch (error) {
    const says = `this could not be examined: ${error instanceof Error ? error.message : String(error)}`;
    return [{ state: 'broken', says, next: 'Report this with the output of `tocsin doctor --json`.' }];
  }
}

const MARKS = { ok: 'ok     ', limited: 'limited', broken: 'BROKEN ' } as const;

/** The report for a person at a terminal. */
export function asText(report: Report): string {
  const lines = report.steps.flatMap(({ title, findings }) =>
    findings.flatMap(({ state, says, next }) => [
      `${MARKS[state]}  ${title}: ${says}`,
      ...(next === null ? [] : [`         → ${next}`]),
    ]),
  );
  const end = report.ok ? 'Tocsin can work on this machine.' : 'Something is broken: see above.';
  return `${[`Tocsin ${report.version}`, ...lines, end].join('\n')}\n`;
}
