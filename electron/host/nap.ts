/** Node's timers overflow beyond this and would fire at once. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** Waits `ms` of real time; rejects with the signal's reason when aborted. Longer waits than a timer can hold end early: ask again. */
export function nap(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(
      () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      },
      Math.min(LONGEST_TIMER_MS, Math.max(0, ms)),
    );
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
