/**
 * Lies in `resources/app` of the development runtime and does what the official binary does by itself: the first argument that is
 * no switch names the application to run. Switches before it belong to Chromium or to a debugger and are taken out of `argv`, so
 * that the application reads the same arguments on every runtime: `[executable, application, ...its own]`.
 */
const { app } = require('electron');
const { join, resolve } = require('node:path');

const at = process.argv.findIndex((argument, index) => index > 0 && !argument.startsWith('-'));
if (at < 0) {
  console.error('usage: electron [switches] APPLICATION [arguments]');
  process.exit(2);
}

const folder = resolve(process.argv[at]);
const manifest = require(join(folder, 'package.json'));
process.argv.splice(1, at, folder);
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version);
app.setAppPath(folder);
require(join(folder, manifest.main));
