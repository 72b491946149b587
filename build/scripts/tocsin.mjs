#!/usr/bin/env node
/**
 * The `tocsin` command: hands over to the built headless program in this same process, so that signals, exit codes and standard
 * streams are its own. Builds first where nothing has been built.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { headlessEntry } from './lib/paths.mjs';
import { isStartedByNpm, stopWithParent } from './lib/processes.mjs';

if (existsSync(headlessEntry) || (await buildOnce())) start();
else process.exitCode = 1;

function start() {
  if (isStartedByNpm()) stopWithParent();
  // The AWS SDK would greet every start on Node 20 with a paragraph about future releases; which Node we need, the README says.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  createRequire(import.meta.url)(headlessEntry);
}

/** @returns {Promise<boolean>} Whether there is a program now. */
async function buildOnce() {
  const { buildIfStale, obstacleToBuild } = await import('./lib/builder.mjs');
  const obstacle = obstacleToBuild();
  console.error(
    obstacle === null ? 'tocsin: building once, this takes a few seconds' : `tocsin: not built, and cannot be: ${obstacle}`,
  );
  if (obstacle === null) await buildIfStale();
  return obstacle === null;
}
