import { ORPCError } from '@orpc/server';
import { unreachable } from '../../../shared/lib/unreachable';
import type { WriteProblem } from '../notifications-api';
import { conflict, unavailable } from './problems';

/** What an operator wrote that cannot be taken, as every host answers it. `what` is what was written. */
export function writeRefused(
  what:
    | 'notification'
    | 'template'
    | 'board'
    | 'on-call'
    | 'alerting'
    | 'alert-rule'
    | 'detection'
    | 'framework'
    | 'evidence'
    | 'audit'
    | 'report',
  { code, field, message }: WriteProblem,
): ORPCError<string, unknown> {
  switch (code) {
    case 'invalid':
      return new ORPCError('BAD_REQUEST', {
        message: field === null ? message : `${field}: ${message}`,
        data: { code: `${what}.invalid`, ...(field === null ? {} : { field }) },
      });
    case 'conflict':
      return conflict(`${what}.conflict`, message);
    case 'not-writable':
      return unavailable(`${what}.not-writable`, message);
    case 'unknown':
      return new ORPCError('NOT_FOUND', { message, data: { code: `${what}.unknown` } });
    default:
      return unreachable(code);
  }
}
