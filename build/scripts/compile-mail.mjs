/** `node build/scripts/compile-mail.mjs`: the layout of mails from MJML to the HTML that ships. Run it after a change of the source. */
import { layoutCompiled, writeMailLayout } from './lib/mail-layout.mjs';

await writeMailLayout();
console.log(`written ${layoutCompiled}`);
