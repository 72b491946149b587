/** What a benchmark gets. A file `build/bench/NAME.bench.ts` exports `bench(context)`, and `npm run bench -- NAME` calls it. */
export interface BenchContext {
  /** What followed the name on the command line. */
  readonly args: readonly string[];
  /** Prints one figure as one JSON object on a line. `unit` as in `ms`, `events/s`, `MB`. */
  figure(name: string, value: number, unit: string, more?: object): void;
  /** Says something to the person at the terminal, apart from the figures. */
  say(line: string): void;
}
