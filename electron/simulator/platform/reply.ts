import type { PlainObject } from './marshal';

/** Codes of the platform's error bodies (aws-contracts 1.4). */
export type ErrorCode =
  | 'INVALID_INVOCATION'
  | 'INVALID_OPERATION'
  | 'MISSING_PARAMETER'
  | 'INVALID_PARAMETER'
  | 'AUTHORIZATION_FAILED'
  | 'NOT_FOUND'
  | 'ALREADY_EXISTS'
  | 'INVALID_STATE'
  | 'DRS_ERROR'
  | 'STEP_FUNCTIONS_ERROR'
  | 'CONFIGURATION_ERROR'
  | 'DRS_LIMIT_EXCEEDED';

/** An error body; direct invocations get it bare, without a status code. */
export function refusal(error: ErrorCode, message: string, more: PlainObject = {}): PlainObject {
  return { error, message, ...more };
}
