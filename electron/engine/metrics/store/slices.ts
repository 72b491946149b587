import { setImmediate as nextTurn } from 'node:timers/promises';

/** Background work in pieces of a few milliseconds: whatever else has to be done is done in between. */
export interface Slices {
  /** There may be something to do. */
  wake(): void;
  stop(): void;
}

/** Each of `works` does one piece and answers whether there is more; the first that has something to do goes first. */
export function createSlices(works: readonly (() => boolean)[]): Slices {
  let isAwake = false;
  let isStopped = false;

  async function run(): Promise<void> {
    let goesOn = true;
    while (goesOn) {
      await nextTurn();
      if (isStopped) return;
      goesOn = works.some((work) => work());
    }
    isAwake = false;
  }

  return {
    wake() {
      if (isAwake || isStopped) return;
      isAwake = true;
      void run();
    },
    stop() {
      isStopped = true;
    },
  };
}
