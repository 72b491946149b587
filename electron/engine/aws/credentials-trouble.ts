import type { SourceError } from '../../../shared/domain/health';

/**
 * Credentials that cannot be had, already explained. Thrown, because the SDK takes credentials from a function and passes on what it
 * throws; `sourceErrorOf` takes the explanation out again.
 */
export class CredentialsTrouble extends Error {
  override readonly name = 'CredentialsTrouble';
  readonly trouble: SourceError;

  constructor(code: SourceError['code'], message: string, next: string) {
    super(message);
    this.trouble = { code, message, next, action: null, resource: null };
  }
}
