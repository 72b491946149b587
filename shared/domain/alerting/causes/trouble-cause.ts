import type { SourceError } from '../../health';
import type { CauseId } from './cause-ids';

const byCode: Readonly<Record<SourceError['code'], CauseId>> = {
  'not-permitted': 'permission-missing',
  'expired-session': 'credentials-expired',
  'wrong-credentials': 'credentials-expired',
  'no-credentials': 'credentials-expired',
  'needs-code': 'credentials-expired',
  'needs-sign-in': 'credentials-expired',
  'bad-profile': 'credentials-expired',
  throttled: 'source-throttled',
  unreachable: 'source-down',
  'clock-skew': 'clock-changed',
  'unknown-region': 'source-down',
  'not-initialised': 'source-down',
  'not-found': 'source-down',
  malformed: 'source-down',
  rejected: 'source-down',
};

/** What is behind a source that does not answer. */
export function troubleCauseOf(code: SourceError['code']): CauseId {
  return byCode[code];
}
