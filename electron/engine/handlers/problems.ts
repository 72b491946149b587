import { ORPCError } from '@orpc/server';
import type { SourceError } from '../../../shared/domain/health';
import { unreachable } from '../../../shared/lib/unreachable';
import type { CommitError } from '../engine-api';

/** Expected refusals, in the contract's form: an oRPC code, a sentence, and our own code as data (shared/contract/errors.ts). */

export function notFound(what: string, id: string): ORPCError<'NOT_FOUND', { code: string }> {
  return new ORPCError('NOT_FOUND', {
    message: `There is no ${what} ${id} here.`,
    data: { code: `${what.replaceAll(' ', '-')}.unknown` },
  });
}

export function invalid(code: string, field: string, message: string): ORPCError<'BAD_REQUEST', { code: string; field: string }> {
  return new ORPCError('BAD_REQUEST', { message: `${field}: ${message}`, data: { code, field } });
}

export function forbiddenRole(need: string, has: string): ORPCError<'FORBIDDEN', { code: string }> {
  return new ORPCError('FORBIDDEN', {
    message: `This needs the role ${need}; the token has ${has}. Ask an administrator of this console for another token.`,
    data: { code: 'access.role' },
  });
}

export function conflict(code: string, message: string): ORPCError<'CONFLICT', { code: string }> {
  return new ORPCError('CONFLICT', { message, data: { code } });
}

export function impossible(code: string, message: string): ORPCError<'UNPROCESSABLE_CONTENT', { code: string }> {
  return new ORPCError('UNPROCESSABLE_CONTENT', { message, data: { code } });
}

/** What cannot be recorded is not done. */
export function notRecording(error: CommitError): ORPCError<'SERVICE_UNAVAILABLE', { code: string }> {
  return new ORPCError('SERVICE_UNAVAILABLE', {
    message: `${error.message} Nothing is done that cannot be recorded.`,
    data: { code: 'journal.not-recording' },
  });
}

export function unavailable(code: string, message: string): ORPCError<'SERVICE_UNAVAILABLE', { code: string }> {
  return new ORPCError('SERVICE_UNAVAILABLE', { message, data: { code } });
}

/** The engine behind the contract ends, or makes way for the next one ("play again"). */
export function stopping(): ORPCError<'SERVICE_UNAVAILABLE', { code: string }> {
  return unavailable('console.stopping', 'The console stops, or its rehearsal begins anew. Ask again in a few seconds.');
}

/** Whoever came in with a token that was revoked meanwhile. */
export function revoked(): ORPCError<'UNAUTHORIZED', { code: string }> {
  return new ORPCError('UNAUTHORIZED', {
    message: 'The access token was revoked. Ask an administrator of this console for another one.',
    data: { code: 'access.revoked' },
  });
}

/** What AWS said no to, or did not answer. */
export function awsRefused(error: SourceError): ORPCError<string, unknown> {
  const message = `${error.message} ${error.next}`;
  const code = `aws.${error.code}`;
  switch (error.code) {
    case 'not-permitted':
      return new ORPCError('FORBIDDEN', {
        message,
        data: {
          code,
          ...(error.action === null ? {} : { action: error.action }),
          ...(error.resource === null ? {} : { resource: error.resource }),
        },
      });
    case 'throttled':
      return new ORPCError('TOO_MANY_REQUESTS', { message, data: { code } });
    case 'not-found':
    case 'rejected':
    case 'not-initialised':
      return new ORPCError('UNPROCESSABLE_CONTENT', { message, data: { code } });
    case 'expired-session':
    case 'wrong-credentials':
    case 'no-credentials':
    case 'needs-code':
    case 'needs-sign-in':
    case 'bad-profile':
    case 'unreachable':
    case 'clock-skew':
    case 'unknown-region':
    case 'malformed':
      return new ORPCError('SERVICE_UNAVAILABLE', { message, data: { code } });
    default:
      return unreachable(error.code);
  }
}
