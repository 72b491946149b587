import { openDetector, restoreDetector } from '../../../../shared/domain/detection/open-detector';
import type { DetectorMaker } from './detector-maker';

/** The detector the product ships. Nothing in it is left to chance, so it needs no seed. */
export const shippedMaker: DetectorMaker = { open: () => openDetector(), restore: restoreDetector };
