/** @param {number} ms */
export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** @param {number} pid */
export function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not ours to signal still means that it lives.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * npm and npx die of a SIGTERM without handing it on, and would leave the program they started behind as an orphan. Started
 * by one of them, the program looks after its parent and treats its end as the signal that it was.
 */
export function stopWithParent() {
  if (process.env.npm_command === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
}
