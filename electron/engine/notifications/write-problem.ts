import type { z } from 'zod';
import { fieldAt, type Path } from '../../../shared/domain/notifications/secret-fields';
import type { WriteProblem } from '../notifications-api';

type Issue = z.core.$ZodIssue;

/** What is wrong with settings, with the field in the model's own spelling. Never says what stood there: it may be a secret. */
export function invalidAt(path: Path, message: string): WriteProblem {
  const field = fieldAt(path);
  return { code: 'invalid', field: field === '' ? null : field, message };
}

/** The first thing a schema found wrong. */
export function problemOf(error: z.ZodError): WriteProblem {
  const [first] = error.issues;
  if (first === undefined) return invalidAt([], 'This cannot be understood.');
  const { path, message } = nearest(first, []);
  return invalidAt(path.filter(isName), message);
}

/** Of a union, the branch that came nearest: the one that does not fail by the type of the value as a whole. */
function nearest(
  issue: Issue,
  above: readonly PropertyKey[],
): { readonly path: readonly PropertyKey[]; readonly message: string } {
  const path = [...above, ...issue.path];
  if (issue.code !== 'invalid_union') return { path, message: wordsOf(issue) };
  const branch = issue.errors.find(([first]) => first !== undefined && (first.code !== 'invalid_type' || first.path.length > 0));
  const [first] = branch ?? [];
  if (first !== undefined) return nearest(first, path);
  return { path, message: issue.errors.length === 0 ? issue.message : 'give a value, or the SecretRef of one that is kept' };
}

/** Formats of ours are named by what they are: "an e-mail address". */
function wordsOf({ code, message }: Issue): string {
  return code === 'invalid_format' && !message.startsWith('Invalid') ? `give ${message}` : message;
}

function isName(key: PropertyKey): key is string | number {
  return typeof key !== 'symbol';
}
