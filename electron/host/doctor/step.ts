import type { ContextWish } from '../contexts';
import type { Place } from '../data-dir';

/** What one step found. `broken` makes the command end with 1; `limited` works, but less than it could. */
export interface Finding {
  readonly state: 'ok' | 'limited' | 'broken';
  readonly says: string;
  /** What to do about it; null when nothing needs doing. */
  readonly next: string | null;
}

/** What a step may look at. */
export interface Patient {
  readonly place: Place;
  readonly root: string;
  readonly version: string;
  readonly nodeVersion: string;
  readonly uid: number;
  readonly nowMs: () => number;
  readonly dataDir: string;
  readonly port: number;
  readonly wish: ContextWish;
  readonly passphraseFile: string | null;
}

/** One question to the machine. To add one: copy a file of this folder, and a line in `steps.ts`. */
export interface Step {
  readonly id: string;
  readonly title: string;
  look(patient: Patient): Promise<readonly Finding[]>;
}

export function defineStep(step: Step): Step {
  return step;
}

export function fine(says: string): Finding {
  return { state: 'ok', says, next: null };
}

export function limited(says: string, next: string): Finding {
  return { state: 'limited', says, next };
}

export function broken(says: string, next: string): Finding {
  return { state: 'broken', says, next };
}
