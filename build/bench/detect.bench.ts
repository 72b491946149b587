import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { scoreTable } from '../../electron/headless/detect/score-table';
import { fieldsOf } from '../../electron/headless/detect/table';
import { DEFAULT_THRESHOLD, detectorBytes, openDetector } from '../../shared/domain/detection/open-detector';
import type { BenchContext } from '../scripts/lib/bench-context';
import { type Corpus, loadScorer, openCorpus, type ScoredFile, type Scorer } from './lib/nab-corpus';

const SERIES = 10_000;
const ROWS_EACH = 100;
const STEP_MS = 300_000;

/**
 * `-- detect [--corpus DIR] [--scorer FILE]`: the detector on the Numenta Anomaly Benchmark, as shipped and cross-validated, and how fast and how large it is.
 * Without the files, only the latter.
 */
export async function bench(context: BenchContext): Promise<void> {
  const { values } = parseArgs({ args: [...context.args], options: { corpus: { type: 'string' }, scorer: { type: 'string' } } });
  const corpusAt = values.corpus ?? join('..', 'shared');
  const scorerAt = values.scorer ?? join('..', 'shared', 'tools', 'nab-score.mjs');
  const corpus = openCorpus(corpusAt);
  const scorer = await loadScorer(scorerAt);
  if (corpus === null)
    context.say(
      `detect: no NAB files in ${corpusAt} (windows.json and one folder for each category): name their folder with --corpus DIR.`,
    );
  else if (scorer === null) context.say(`detect: no scorer at ${scorerAt}: name it with --scorer FILE.`);
  else scored(context, corpus, scorer);
  speed(context);
}

function scored({ figure, say }: BenchContext, corpus: Corpus, scorer: Scorer): void {
  const files = Object.keys(corpus.windows)
    .sort()
    .map((rel) => readScored(corpus, scorer, rel));
  const whole = scorer.scoreSet(files);
  const atDefault = scorer.scoreSet(
    files,
    Object.fromEntries(Object.keys(scorer.PROFILES).map((name) => [name, DEFAULT_THRESHOLD])),
  );
  say(`${files.length} files, ${whole.windows} windows, ${whole.rows} rows; default threshold ${DEFAULT_THRESHOLD}`);
  const leftOut = {
    file: leavingOut(scorer, files, ({ rel }) => rel),
    category: leavingOut(scorer, files, ({ rel }) => rel.slice(0, rel.indexOf('/'))),
  };
  for (const [name, best] of Object.entries(whole.profiles)) {
    const shipped = atDefault.profiles[name];
    figure(`NAB ${name}`, rounded(best.nab), 'points', {
      threshold: best.threshold,
      leaveFileOut: rounded(leftOut.file[name] ?? Number.NaN),
      leaveCategoryOut: rounded(leftOut.category[name] ?? Number.NaN),
      windowsCaught: best.windowsCaught,
      windows: whole.windows,
      falseAlarmRunsPer1000Rows: rounded(best.falseAlarmRunsPer1000Rows),
    });
    if (shipped === undefined) continue;
    figure(`NAB ${name} at the default threshold`, rounded(shipped.nab), 'points', {
      threshold: DEFAULT_THRESHOLD,
      windowsCaught: shipped.windowsCaught,
      windows: whole.windows,
      falseAlarmRunsPer1000Rows: rounded(shipped.falseAlarmRunsPer1000Rows),
    });
  }
}

/** Scores as `tocsin detect` would write them. */
function readScored({ folder, windows }: Corpus, { normTime }: Scorer, rel: string): ScoredFile {
  const table = scoreTable(readFileSync(join(folder, rel), 'latin1'));
  if (!table.ok) throw new Error(`${rel}: ${table.error}`);
  const rows = table.value.text.trimEnd().split('\n').slice(1).map(fieldsOf);
  return {
    rel,
    times: rows.map(([time]) => normTime(time ?? '')),
    windows: (windows[rel] ?? []).map(([first, last]) => [normTime(first), normTime(last)]),
    scores: Float64Array.from(rows, (row) => Number(row.at(-1))),
  };
}

/** For each profile the score of all groups together, each at the threshold that is best without it. */
function leavingOut(scorer: Scorer, files: readonly ScoredFile[], groupOf: (file: ScoredFile) => string): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const group of new Set(files.map(groupOf))) {
    const others = scorer.scoreSet(files.filter((file) => groupOf(file) !== group));
    const fixed = Object.fromEntries(Object.entries(others.profiles).map(([name, { threshold }]) => [name, threshold]));
    const held = scorer.scoreSet(
      files.filter((file) => groupOf(file) === group),
      fixed,
    );
    for (const [name, { raw }] of Object.entries(held.profiles)) sums[name] = (sums[name] ?? 0) + raw;
  }
  const windows = files.reduce((sum, file) => sum + file.windows.length, 0);
  return Object.fromEntries(
    Object.entries(scorer.PROFILES).map(([name, cost]) => [name, scorer.normalise(sums[name] ?? Number.NaN, windows, cost)]),
  );
}

/** A day's course with scatter and a spike now and then; deterministic. */
function made(series: number, at: number): number {
  const scatter = ((series * 31 + at) * 7919) % 1009;
  return 100 + series + 40 * Math.sin(at / 45.8) + scatter / 50 + (scatter === 7 ? 300 : 0);
}

function speed({ figure }: BenchContext): void {
  const one = openDetector();
  for (let at = 0; at < 200_000; at++) one.observe(at * STEP_MS, made(0, at));
  const count = 1_000_000;
  const single = cpuSeconds(() => {
    for (let at = 200_000; at < 200_000 + count; at++) one.observe(at * STEP_MS, made(0, at));
  });
  figure('one series', Math.round(count / single.cpu), 'points/s of processor time', {
    simulated: true,
    pointsPerSecondByTheClock: Math.round(count / single.wall),
  });
  figure('memory of one series', detectorBytes(), 'bytes');
  const before = bytesInUse();
  const all = Array.from({ length: SERIES }, () => openDetector());
  const many = cpuSeconds(() => {
    for (let at = 0; at < ROWS_EACH; at++) {
      for (const [series, detector] of all.entries()) detector.observe(at * STEP_MS, made(series, at));
    }
  });
  const perSeries = (bytesInUse() - before) / all.length;
  figure(`${SERIES} series in turn`, Math.round((SERIES * ROWS_EACH) / many.cpu), 'points/s of processor time', {
    simulated: true,
    pointsPerSecondByTheClock: Math.round((SERIES * ROWS_EACH) / many.wall),
  });
  figure(`memory of each of ${SERIES} series, all told`, Math.round(perSeries), 'bytes');
}

function bytesInUse(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function cpuSeconds(work: () => void): { readonly cpu: number; readonly wall: number } {
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  work();
  const { user, system } = process.cpuUsage(cpu);
  return { cpu: (user + system) / 1e6, wall: (performance.now() - wall) / 1000 };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
