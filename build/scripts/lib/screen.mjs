import { existsSync } from 'node:fs';

/**
 * Whether a window can be shown. Elsewhere than on Linux there always is a screen; there, a local X display counts only when its
 * socket exists, because `DISPLAY` outlives a closed session.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export function hasScreen(env) {
  if (process.platform !== 'linux') return true;
  if (env.WAYLAND_DISPLAY) return true;
  if (!env.DISPLAY) return false;
  const local = /^:(\d+)/.exec(env.DISPLAY);
  return local === null || existsSync(`/tmp/.X11-unix/X${local[1]}`);
}

/**
 * What a window of this runtime needs in its environment and before the application among its arguments.
 *
 * @param {import('../electron-runtime.mjs').Runtime['kind']} kind
 * @param {NodeJS.ProcessEnv} env
 */
export function windowSettings(kind, env) {
  if (kind !== 'development') return { switches: [], env };
  // Chromium's sandbox does not start as root. Only tests and rehearsals run like that, so it is left out for this runtime alone.
  const unsandboxed = process.getuid?.() === 0 ? { ELECTRON_DISABLE_SANDBOX: '1' } : {};
  // Its complaints about a bus and a graphics card that a server does not have would bury what the console says,
  // and so would the AWS SDK's words about its old Node.
  return {
    switches: ['--log-level=3'],
    env: { ...env, ...unsandboxed, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  };
}
