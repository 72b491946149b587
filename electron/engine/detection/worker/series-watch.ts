import type { Aspect, Detector, DetectorState, Reading } from '../../../../shared/domain/detection/detector';
import { type WatchedMetric, watchedSeed } from '../../../../shared/domain/detection/watched';
import { type Course, calmCourse, nextCourse, type Off } from './course';
import type { DetectorMaker } from './detector-maker';
import { createEvidence, type EvidenceState } from './evidence';
import { createIntake, emptyIntake, type IntakeState, SET_BACK_MS, type TurnEnd } from './intake';
import type { EndedNow, SeriesDefinition } from './messages';
import { createScoreRing, type ScoreRing, type ScoreRingState } from './rings';
import { noRhythm, type Rhythm, silenceScore, withArrival } from './silence';

/** Which series it is. */
export type SeriesName = Pick<SeriesDefinition, 'index' | 'key' | 'metric' | 'contextId' | 'labels'>;

/** Everything that outlives the thread of one series. */
export interface SeriesState extends SeriesName {
  readonly throughMs: number;
  readonly intake: IntakeState;
  readonly detector: DetectorState;
  readonly course: Course;
  readonly rhythm: Rhythm;
  readonly evidence: EvidenceState;
  readonly scores: ScoreRingState;
  readonly isLearning: boolean;
  readonly value: number;
}

/** What a turn needs to be judged by. */
export interface Judged {
  readonly threshold: (aspect: Aspect) => number;
  /** The newest moment any series of the same metric and context was told for. */
  readonly othersMs: number | null;
}

/** One series: its points, its detector, whether it is off. */
export interface SeriesWatch {
  take(atMs: number, value: number, isPast: boolean): void;
  /** Ends a turn; answers what ended with it. `each` hears of every reading. */
  close(turn: TurnEnd, judged: Judged, each?: (reading: Reading) => void): EndedNow['because'] | null;
  off(): Off | null;
  /** The value that was judged last. */
  value(): number;
  newestMs(): number | null;
  /** From when on its points are needed again after a break; null where nothing was judged. */
  neededFromMs(): number | null;
  isLearning(): boolean;
  /** Values that were judged so far. */
  judged(): number;
  points(): Float64Array;
  readonly scores: ScoreRing;
  save(): SeriesState | null;
}

/** Opens the watch of one series; `held` is what was saved of it, which is left aside where its detector is of another version. */
export function createSeriesWatch(
  watched: WatchedMetric,
  { index, key, metric, contextId, labels }: SeriesName,
  maker: DetectorMaker,
  held: SeriesState | null,
): SeriesWatch {
  const definition: SeriesName = { index, key, metric, contextId, labels };
  const restored = held === null ? null : maker.restore(held.detector);
  const before = restored === null ? null : held;
  const detector: Detector = restored ?? maker.open(watchedSeed(key));
  const intake = createIntake(watched.values, before?.intake ?? emptyIntake);
  const evidence = createEvidence(before?.evidence ?? null);
  const scores = createScoreRing(before?.scores ?? null);
  let course: Course = before?.course ?? calmCourse;
  let rhythm: Rhythm = before?.rhythm ?? noRhythm;
  let throughMs: number | null = before?.throughMs ?? null;
  let isLearning = before?.isLearning ?? true;
  let value = before?.value ?? 0;
  let judgedCount = 0;

  function observe(atMs: number, seen: number): Reading {
    const reading = detector.observe(atMs, seen);
    judgedCount += 1;
    isLearning = reading.isLearning;
    value = seen;
    evidence.add(atMs, seen, reading.expected);
    scores.add(atMs, reading.isLearning ? 0 : reading.score);
    return reading;
  }

  function goOn(next: Course): void {
    if (course.off === null && next.off !== null) evidence.wentOff();
    if (course.off !== null && next.off === null) evidence.isBack();
    course = next;
  }

  /** Silence of a series whose fellows go on. */
  function listen(atMs: number, judged: Judged): EndedNow['because'] | null {
    if (!watched.isSilenceTold || judged.othersMs === null) return null;
    const score = silenceScore(rhythm, judged.othersMs);
    if (course.off?.aspect === 'gap') {
      if (score > 0) return null;
      goOn(calmCourse);
      return 'told-again';
    }
    if (course.off !== null || score < judged.threshold('gap') || rhythm.lastMs === null) return null;
    scores.add(atMs, score);
    const off: Off = { aspect: 'gap', sinceMs: rhythm.lastMs, foundMs: atMs, usual: null, score, calm: 0 };
    goOn({ off, outside: null, suspect: null });
    return null;
  }

  return {
    scores,
    take(atMs, seen, isPast) {
      // What was judged before a break comes again from the store; what is told late counts when it is told.
      if (isPast && throughMs !== null && watched.values !== 'told' && atMs <= throughMs) return;
      intake.take(atMs, seen);
    },
    close({ atMs: endMs, sinceMs, isQuiet, isPast }, judged, each) {
      if (throughMs !== null && endMs <= throughMs && (isPast || throughMs - endMs <= SET_BACK_MS)) return null;
      const since = sinceOf(endMs, throughMs ?? sinceMs);
      throughMs = endMs;
      let ended: EndedNow['because'] | null = null;
      for (const { atMs, value: seen } of intake.close({ atMs: endMs, sinceMs: since, isQuiet, isPast })) {
        rhythm = withArrival(rhythm, atMs);
        const reading = observe(atMs, seen);
        each?.(reading);
        if (course.off?.aspect === 'gap') continue;
        const next = nextCourse(course, reading, watched, judged.threshold);
        goOn(next.course);
        ended = next.ended ?? ended;
      }
      return listen(endMs, judged) ?? ended;
    },
    off: () => course.off,
    value: () => value,
    newestMs: () => intake.state().newestMs,
    neededFromMs: () => (watched.values === 'told' ? (intake.state().observedMs ?? throughMs) : throughMs),
    isLearning: () => isLearning,
    judged: () => judgedCount,
    points: evidence.points,
    save() {
      if (throughMs === null) return null;
      return {
        ...definition,
        throughMs,
        intake: intake.state(),
        detector: detector.save(),
        course,
        rhythm,
        evidence: evidence.state(),
        scores: scores.state(),
        isLearning,
        value,
      };
    },
  };
}

/** Marks further apart: nobody was looking in between. At the highest speed of a rehearsal they are some minutes apart. */
const ABSENT_MS = 15 * 60_000;

function sinceOf(endMs: number, beforeMs: number | null): number | null {
  return beforeMs !== null && endMs > beforeMs && endMs - beforeMs <= ABSENT_MS ? beforeMs : null;
}
