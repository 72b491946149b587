import { type Instant, instantOf } from '../../../shared/domain/primitives';
import type { Clock, Wall } from '../ports';
import { start } from './events';

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** Time that moves only when a test says so. `speed` 60: the engine's clock runs sixty times as fast as the wall. */
export class ManualTime {
  readonly #sleepers = new Set<Sleeper>();
  readonly #listeners = new Set<() => void>();
  readonly #wallStart: number;
  #elapsedMs = 0;
  #wallJumpMs = 0;
  #speed: number;
  #engineMs: number;

  readonly wall: Wall;
  readonly clock: Clock;

  constructor(options: { readonly speed?: number; readonly at?: Instant } = {}) {
    this.#speed = options.speed ?? 1;
    this.#engineMs = Date.parse(options.at ?? start);
    this.#wallStart = this.#engineMs;
    const wallMs = () => this.#wallStart + this.#elapsedMs + this.#wallJumpMs;
    this.wall = {
      now: () => instantOf(wallMs()),
      nowMs: wallMs,
      monoMs: () => Math.round(this.#elapsedMs),
      sleep: (ms, signal) => this.#sleep(ms, signal),
    };
    this.clock = {
      now: () => instantOf(this.#engineMs),
      nowMs: () => this.#engineMs,
      sleep: (ms, signal) => this.#sleep(this.#speed === 0 ? Number.POSITIVE_INFINITY : ms / this.#speed, signal),
      speed: () => this.#speed,
      onChange: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    };
  }

  /** Lets `ms` wall milliseconds pass, waking sleepers in order, each with time to act before the next. */
  async advance(ms: number): Promise<void> {
    const until = this.#elapsedMs + ms;
    await settle();
    for (let next = this.#next(until); next !== null; next = this.#next(until)) {
      this.#moveTo(next.until);
      this.#sleepers.delete(next);
      next.wake();
      await settle();
    }
    this.#moveTo(until);
    await settle();
  }

  /** The wall is set by `seconds` without time having passed. */
  jumpWall(seconds: number): void {
    this.#wallJumpMs += seconds * 1000;
    if (this.#speed === 1) this.#engineMs += seconds * 1000;
  }

  setSpeed(speed: number): void {
    this.#speed = speed;
    for (const listener of this.#listeners) listener();
  }

  #next(until: number): Sleeper | null {
    const due = [...this.#sleepers].filter((sleeper) => sleeper.until <= until).sort((a, b) => a.until - b.until);
    return due[0] ?? null;
  }

  #moveTo(elapsedMs: number): void {
    this.#engineMs += (elapsedMs - this.#elapsedMs) * this.#speed;
    this.#elapsedMs = elapsedMs;
  }

  #sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const abort = () => {
        this.#sleepers.delete(sleeper);
        reject(signal.reason);
      };
      const sleeper: Sleeper = {
        until: this.#elapsedMs + ms,
        wake: () => {
          signal.removeEventListener('abort', abort);
          resolve();
        },
      };
      signal.addEventListener('abort', abort, { once: true });
      this.#sleepers.add(sleeper);
    });
  }
}

/** Lets everything that is ready run: promises, and what was put off to the end of the turn. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}
