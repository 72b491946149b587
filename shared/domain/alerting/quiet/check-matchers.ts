import { compileMatchers, type Matcher } from '../labels';

/** What is wrong with something in settings; `field` is its place, such as `inhibitions[0].source[1].value`. */
export interface Fault {
  readonly field: string;
  readonly message: string;
}

/** Whether every matcher can be read. */
export function readable(matchers: readonly Matcher[], field: string): Fault[] {
  const compiled = compileMatchers(matchers);
  return compiled.ok ? [] : [{ field: `${field}[${compiled.error.index}].value`, message: compiled.error.message }];
}

/** The same, and that they do not mean every alert: at least one must refuse one without labels. */
export function narrow(matchers: readonly Matcher[], field: string): Fault[] {
  const compiled = compileMatchers(matchers);
  if (!compiled.ok) return [{ field: `${field}[${compiled.error.index}].value`, message: compiled.error.message }];
  if (!compiled.value({})) return [];
  return [{ field, message: 'name at least one condition that not every alert meets' }];
}
