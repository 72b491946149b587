import { readPassphrase } from '../secrets/file-key';
import { openKeyring } from '../secrets/keyring';
import { broken, defineStep, fine, limited } from './step';

export const keyStore = defineStep({
  id: 'key-store',
  title: 'Key store',
  async look({ dataDir, passphraseFile, place }) {
    const passphrase = await readPassphrase(passphraseFile, place.env.TOCSIN_PASSPHRASE);
    if (!passphrase.ok) return [broken(passphrase.error.message, passphrase.error.next)];
    if (passphrase.value !== null) return [fine('secrets are sealed with the given passphrase')];
    const keyring = await openKeyring(dataDir);
    if (typeof keyring !== 'string') return [fine('the key store of the operating system answers')];
    return [
      limited(
        `the key store of the operating system does not answer (${keyring}); a key file with mode 0600 is used`,
        'Start a key store such as gnome-keyring, or give TOCSIN_PASSPHRASE or --passphrase-file.',
      ),
    ];
  },
});
