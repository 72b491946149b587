import { err, ok, type Result } from '../../lib/result';

export type Labels = Readonly<Record<string, string>>;

/** Labels as a query spells them: `plan=Payroll DR,phase=LAUNCH`. A comma or a backslash within a value is written with a backslash before it. */
export function labelsText(labels: Labels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${value.replaceAll(/[\\,]/g, '\\$&')}`)
    .join(',');
}

/** The labels of such a text; what is no label is answered as the error. */
export function labelsOf(text: string): Result<Labels, string> {
  const found: [string, string][] = [];
  for (const pair of text.match(/(?:\\.|[^,\\])+/g) ?? []) {
    if (pair.trim() === '') continue;
    const at = pair.indexOf('=');
    if (at < 1) return err(pair.trim());
    const value = pair.slice(at + 1).trim();
    found.push([pair.slice(0, at).trim(), value.replaceAll(/\\(.)/g, '$1')]);
  }
  return ok(Object.fromEntries(found));
}

/** One spelling per set of labels, whatever order they came in; also the key of a series beside name and context. */
export function labelsKey(labels: Labels): string {
  return JSON.stringify(Object.fromEntries(Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1))));
}
