import { z } from 'zod';
import approveTheWave from '../../../resources/exercises/approve-the-wave.json';
import cancelTheDrill from '../../../resources/exercises/cancel-the-drill.json';
import realRecovery from '../../../resources/exercises/real-recovery.json';
import serverFailed from '../../../resources/exercises/server-failed.json';
import silentQueue from '../../../resources/exercises/silent-queue.json';
import stalledReplication from '../../../resources/exercises/stalled-replication.json';
import throttledAccount from '../../../resources/exercises/throttled-account.json';
import { Exercise } from '../../../shared/domain/training/exercise';

/** Exercises that ship as data, easiest first. To add one: a file in `resources/exercises`, and its line here. */
export const exercises: readonly Exercise[] = z
  .array(Exercise)
  .parse([serverFailed, approveTheWave, stalledReplication, silentQueue, throttledAccount, cancelTheDrill, realRecovery]);
