import type { Detector, DetectorState } from '../../../../shared/domain/detection/detector';

/** How detectors come about; the thread is given the one the product ships. */
export interface DetectorMaker {
  open(seed: number): Detector;
  /** Null for a memory of another version: the series is learned anew. */
  restore(state: DetectorState): Detector | null;
}
