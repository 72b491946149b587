import type { SourceError } from '../../../../shared/domain/health';
import { redactLine } from '../../../../shared/domain/logs/redact-line';
import { factsOf } from '../../aws/error-facts';

/** What a refusal by CloudWatch Logs means for whoever asked, beyond what holds for every call. */
export function queryRefusal(error: SourceError, thrown: unknown): SourceError {
  const { name, message } = factsOf(thrown);
  const why = redactLine(message).replace(/\s+/g, ' ').trim().slice(0, 300);
  switch (name) {
    case 'MalformedQueryException':
      return {
        ...error,
        code: 'rejected',
        message: `CloudWatch Logs cannot read the query: ${why}${/[.!]$/.test(why) ? '' : '.'}`,
        next: 'Correct what it names; commands are separated by “|”, and begin with fields, filter, stats, sort, limit and the like.',
      };
    case 'LimitExceededException':
      return {
        ...error,
        code: 'throttled',
        message: 'As many queries run in this account and region as AWS allows.',
        next: 'Wait for one to end, or stop one; other people’s count as well.',
      };
    case 'ResourceNotFoundException':
      return {
        ...error,
        code: 'not-found',
        message: `A log group of the query does not exist: ${why}`,
        next: 'Read the list of log groups again; a function that never ran has none.',
      };
    default:
      return error;
  }
}
