import { err, ok, type Result } from '../../../shared/lib/result';

/** A JSON body, where nothing at all means no fields. */
export function parseJson(body: string): Result<unknown, string> {
  if (body.trim() === '') return ok({});
  try {
    const value: unknown = JSON.parse(body);
    return ok(value);
  } catch (problem) {
    return err(problem instanceof Error ? problem.message : 'not JSON');
  }
}

/** The fields of a parsed body; none when it is not an object. */
export function fieldsOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
