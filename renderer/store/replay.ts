import { createContext, use } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { Mark, Recording } from '../../shared/contract/replay';

/** What a replay stands at, beside the view it shows. */
export interface ReplayState {
  /** Null while it is asked for. */
  readonly recording: Recording | null;
  /** Oldest first. */
  readonly marks: readonly Mark[];
  readonly playing: boolean;
  /** Recorded seconds per second. */
  readonly speed: number;
  /** An instant that was asked for and is not shown yet, epoch milliseconds. */
  readonly wantedMs: number | null;
  /** Why nothing, or nothing more, can be shown. */
  readonly problem: string | null;
}

/** The controls of a replay. Instants are epoch milliseconds, and are held within the recording. */
export interface Replay {
  readonly state: StoreApi<ReplayState>;
  /** The instant shown, counting on while it plays. */
  nowMs(): number;
  seek(ms: number): void;
  play(): void;
  pause(): void;
  setSpeed(speed: number): void;
  /** Back to now, on the same screen. */
  leave(): void;
}

const ReplayContext = createContext<Replay | null>(null);
export const ReplayProvider = ReplayContext;

/** The replay that is looked at; null where the page shows now. */
export function useReplay(): Replay | null {
  return use(ReplayContext);
}
