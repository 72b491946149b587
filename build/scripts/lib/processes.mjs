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
 * Some programs die of a SIGTERM without handing it on and leave what they started behind as an orphan. Whoever is started by one
 * looks after its parent and takes its end for the signal that it was. Where the signal came to both, it is not given twice: a
 * second one means "at once".
 */
export function stopWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
  /** @type {readonly NodeJS.Signals[]} */
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'];
  for (const signal of signals) {
    process.once(signal, () => {
      clearInterval(watch);
      // Listening took the signal's usual effect away; where nobody else listens, it is due.
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    });
  }
}

/** Whether npm or npx started this, which are such programs. */
export function isStartedByNpm() {
  return process.env.npm_command !== undefined;
}
