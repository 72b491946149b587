import type { SourceError } from '../../../shared/domain/health';
import { factsOf } from '../aws/error-facts';

/** What an operator should know of a refusal by SNS or EventBridge, beyond what holds for every call. `what` names the thing concerned. */
export function refusalOf(what: string): (error: SourceError, thrown: unknown) => SourceError {
  return (error, thrown) => {
    const { name, message } = factsOf(thrown);
    if (/^KMS/.test(name)) return keyRefusal(what, name, message);
    switch (error.code) {
      case 'rejected':
        return {
          ...error,
          message: `AWS refused ${what}: ${message}${/[.!]$/.test(message) ? '' : '.'}`,
          next: 'Correct what it names, then try again.',
        };
      case 'not-found':
        return { ...error, message: `There is no ${what}.`, next: 'Read the list again: somebody may have deleted it.' };
      case 'unreachable':
        return { ...error, next: `${error.next} The request may have arrived all the same: read the list before asking again.` };
      default:
        return error;
    }
  };
}

/** Keys refuse in half a dozen ways, and none of them says what to do. */
function keyRefusal(what: string, name: string, message: string): SourceError {
  const common = { action: 'kms:GenerateDataKey', resource: /key\/[\w-]+/.exec(message)?.[0] ?? null };
  if (/AccessDenied/.test(name)) {
    return {
      ...common,
      code: 'not-permitted',
      message: `The key that encrypts ${what} may not be used by this profile.`,
      next: 'Allow kms:GenerateDataKey and kms:Decrypt on the key for this profile, in the key’s own policy too.',
    };
  }
  return {
    ...common,
    action: null,
    code: 'rejected',
    message: `The key that encrypts ${what} cannot be used (${name.replace(/Exception$/, '')}): ${message}`,
    next: 'Look at the key in KMS: it may be disabled, waiting for deletion, or gone.',
  };
}
