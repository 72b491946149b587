import type { IncidentKind } from '../../../shared/domain/security/incident-kind';
import type { Listing, Play } from '../../../shared/domain/training/listing';
import type { Result } from '../../../shared/lib/result';
import type { Actor } from '../ports';

/** An exercise to begin with, for the engine that comes after a rehearsal began anew. */
export interface BeginsWith {
  readonly exerciseId: string;
  readonly trainee: string;
  readonly actor: Actor;
}

/** Why something cannot be played: the field of the wish, and a sentence. */
export interface PlayProblem {
  readonly field: keyof Play;
  readonly message: string;
}

/** What the engine may ask of a rehearsal beyond its clock. The host owns the simulator. */
export interface TrainingPort {
  listing(): Listing;
  /** Why no other scenario can be chosen, one sentence; null where it can. */
  readonly fixed: string | null;
  /** Whether the journal outlives this engine, since the trace goes on without it. */
  readonly journalStays: boolean;
  readonly begins: BeginsWith | null;
  check(play: Play): Result<null, PlayProblem>;
  /** Names of the faults that are on; an error is one sentence. */
  faults(): Promise<Result<readonly string[], string>>;
  setFault(name: string, on: boolean): Promise<Result<null, string>>;
  /** Answers the calls CloudTrail tells of. */
  inject(incident: {
    readonly kind: IncidentKind;
    readonly event?: string | undefined;
    readonly count: number;
  }): Promise<Result<readonly string[], string>>;
}

/** How somebody at a real console comes to a training console beside it. */
export interface TrainingConsole {
  /** What starts one by hand. */
  readonly command: string;
  /** Opens one; null where a host has no window to open. An error is one sentence. */
  readonly open: (() => Promise<Result<null, string>>) | null;
}
