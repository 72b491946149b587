import { join } from 'node:path';
import { err, ok, type Result } from '../../../shared/lib/result';
import type { Secrets } from '../../engine/ports';
import type { Problem } from '../problem';
import { keyFromFile, keyFromPassphrase, readPassphrase } from './file-key';
import { openKeyring } from './keyring';
import { keySealer, sealedFile } from './sealed-file';

export interface SecretsChoice {
  readonly dir: string;
  readonly passphraseFile: string | null;
  readonly passphrase: string | undefined;
}

export const KEY_FILE_WARNING =
  'No key store of the operating system answers here, so secrets are sealed with a key file in the data directory (mode 0600). Whoever can read that directory can read them.';

/**
 * Where this machine keeps secrets without Electron: under a passphrase if one was given, else in the key store of the operating
 * system, else sealed with a key file and a warning that stays. Never asks a person.
 */
export async function openSecrets(choice: SecretsChoice): Promise<Result<Secrets, Problem>> {
  const passphrase = await readPassphrase(choice.passphraseFile, choice.passphrase);
  if (!passphrase.ok) return passphrase;
  if (passphrase.value !== null) return underPassphrase(choice.dir, passphrase.value);
  const keyring = await openKeyring(choice.dir);
  if (typeof keyring !== 'string') return ok({ ...keyring, warning: null });
  return ok({ ...sealedFile(fileIn(choice.dir), keySealer(await keyFromFile(choice.dir))), warning: KEY_FILE_WARNING });
}

/** Sealed beside the secrets, so that a wrong passphrase is noticed before anything is lost to it. */
const CHECK = 'passphrase-check';

async function underPassphrase(dir: string, passphrase: string): Promise<Result<Secrets, Problem>> {
  const file = sealedFile(fileIn(dir), keySealer(await keyFromPassphrase(dir, passphrase)));
  if ((await file.has(CHECK)) && (await file.get(CHECK)) !== CHECK) {
    return err({
      code: 'passphrase',
      message: `The passphrase does not open the secrets in ${dir}.`,
      next: 'Give the one they were sealed with.',
    });
  }
  await file.set(CHECK, CHECK);
  return ok({ ...file, warning: null });
}

function fileIn(dir: string): string {
  return join(dir, 'secrets.json');
}
