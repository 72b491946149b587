import { join } from 'node:path';
import { safeStorage } from 'electron';
import { ok, type Result } from '../../shared/lib/result';
import type { Secrets } from '../engine/ports';
import { sessionBusOffers } from '../host/alerts/session-bus';
import type { Place } from '../host/data-dir';
import type { Problem } from '../host/problem';
import { openSecrets } from '../host/secrets/open-secrets';
import { type Sealer, sealedFile } from '../host/secrets/sealed-file';

/**
 * Secrets sealed with Electron's `safeStorage`, whose key lies in the key store of the operating system; where none answers, or a
 * passphrase was given, as in `serve`.
 */
export async function openDesktopSecrets(
  dir: string,
  options: { readonly place: Place; readonly uid: number; readonly passphraseFile: string | null },
): Promise<Result<Secrets, Problem>> {
  const { place, uid, passphraseFile } = options;
  const passphrase = place.env.TOCSIN_PASSPHRASE;
  const wantsPassphrase = passphraseFile !== null || (passphrase ?? '') !== '';
  if (!wantsPassphrase && (await isSafe(place, uid))) {
    return ok({ ...sealedFile(join(dir, 'secrets.desktop.json'), safeSealer), warning: null });
  }
  return openSecrets({ dir, passphraseFile, passphrase });
}

/** Without a key store on Linux, Chromium seals with a password that everybody knows. That does not count. */
async function isSafe(place: Place, uid: number): Promise<boolean> {
  if (!safeStorage.isEncryptionAvailable()) return false;
  if (place.platform === 'darwin' || place.platform === 'win32') return true;
  return sessionBusOffers(['org.freedesktop.secrets', 'org.kde.kwalletd5', 'org.kde.kwalletd6'], place.env, uid);
}

const safeSealer: Sealer = {
  seal: (name, value) => safeStorage.encryptString(JSON.stringify({ name, value })).toString('base64'),
  unseal(name, sealed) {
    try {
      const opened: unknown = JSON.parse(safeStorage.decryptString(Buffer.from(sealed, 'base64')));
      return isSealed(opened) && opened.name === name ? opened.value : null;
    } catch {
      return null; // sealed on another machine, or the key store was made anew
    }
  },
};

function isSealed(value: unknown): value is { name: string; value: string } {
  return typeof value === 'object' && value !== null && 'name' in value && 'value' in value && typeof value.value === 'string';
}
