import { openFindings, type RunningFindings } from './detection/book/open-findings';
import { type Detection, openDetection } from './detection/open-detection';
import { openPatternWatch } from './detection/patterns/open-pattern-watch';
import { openDrillWatch } from './detection/sparse/open-drill-watch';
import { type OpenThread, shippedThread } from './detection/threads';
import type { EngineOptions } from './engine-api';
import { birthOf } from './metrics/follow-journal';
import type { Store } from './open-store';
import type { Ports } from './ports';
import { openPrediction } from './prediction/open-prediction';
import type { Road } from './road';
import type { PointStore } from './telemetry/point-store';

interface Parts {
  readonly ports: Ports;
  readonly options: EngineOptions;
  readonly store: Store;
  readonly road: Road;
  readonly points: PointStore;
  /** A thread of a test in the place of the shipped one. */
  readonly openThread: OpenThread | undefined;
}

/** What is unusual, and what is foreseen, running. */
export interface Unusual {
  readonly findings: RunningFindings;
  readonly detection: Detection;
  readonly prediction: ReturnType<typeof openPrediction>;
  /** Whoever finds stops before the book; what detectors know is saved before the metric store is closed. */
  stop(): Promise<void>;
}

export function openUnusual({ ports, options, store, road, points, openThread = shippedThread() }: Parts): Unusual {
  const { core, recorder, live, feed } = road;
  const { journal } = store;
  const findings = openFindings({ ports, tables: journal.findings, store: store.detection, owe: recorder.owe });
  const birth = () => birthOf(journal);
  const detection = openDetection({ ports, options, core, points, findings, birth, openThread });
  const drills = openDrillWatch({ ports, core, findings });
  const patterns = openPatternWatch({ ports, core, findings });
  const { history } = journal;
  const prediction = openPrediction({ ports, core, live, findings, history, owe: recorder.owe, onView: feed.onPublished });
  return {
    findings,
    detection,
    prediction,
    async stop() {
      drills.stop();
      patterns.stop();
      prediction.stop();
      findings.stop();
      await detection.stop();
    },
  };
}
