/** Long work in steps of a few milliseconds at most, so that whoever does it can let others go first in between. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** All of it at once, for who has time. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
