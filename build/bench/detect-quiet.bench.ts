import { parseArgs } from 'node:util';
import { type Finding, kindOf } from '../../shared/domain/detection/finding';
import { msOf } from '../../shared/domain/primitives';
import type { BenchContext } from '../scripts/lib/bench-context';
import { playQuiet } from './lib/quiet-console';
import { quietSeries } from './lib/quiet-series';

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 2, 2);
/** Days on which detectors still learn a series' week are counted like all others. */
const USUAL = { days: '30', seeds: '201' } as const;

/**
 * `npm run bench -- detect-quiet [--days 30] [--seeds 201,202]`: simulated quiet days of a hundred series with daily and weekly habits,
 * nightly jobs and noise, through detectors, fleets, book and policy as they ship. Whatever is found is false.
 */
export async function bench({ args, figure, say }: BenchContext): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { days: { type: 'string' }, seeds: { type: 'string' } } });
  const days = Number(values.days ?? USUAL.days);
  const shares: number[] = [];
  for (const seed of (values.seeds ?? USUAL.seeds).split(',').map(Number)) {
    const series = quietSeries(seed);
    const { findings, points, tookMs } = await playQuiet(series, START_MS, days);
    const alerts = findings.filter(({ policy }) => policy.alerts);
    const more = { seed, simulated: true };
    figure('series', series.length, 'series', more);
    figure('findings', rate(findings.length, days, series.length), 'a day per 100 series', more);
    figure('alerts', rate(alerts.length, days, series.length), 'a day per 100 series', more);
    figure('series-days with a finding', share(findings, days, series.length), 'share', more);
    figure('series-days with an alert', share(alerts, days, series.length), 'share', more);
    figure('days with an alert', rounded(new Set(alerts.map(dayOf)).size / days), 'share', more);
    figure('points', Math.round(points / (tookMs / 1_000)), 'points/s', more);
    shares.push(share(findings, days, series.length));
    for (const [kind, number] of tallied(findings)) say(`${seed} ${kind}: ${number}`);
    for (const [day, number] of byDay(findings, days)) say(`${seed} day ${day}: ${number}`);
  }
  if (shares.some((one) => one >= MOST_SHARE)) {
    say(
      `Goal missed: ${Math.max(...shares) * 100} % of the quiet series-days have a finding, wanted are under ${MOST_SHARE * 100} %.`,
    );
    process.exitCode = 1;
  }
}

const MOST_SHARE = 0.05;

function rate(number: number, days: number, series: number): number {
  return rounded((number / days / series) * 100);
}

/** Of all days of all series, those on which something was found of the series, or of a fleet it is part of. */
function share(findings: readonly Finding[], days: number, series: number): number {
  const hit = new Set<string>();
  for (const finding of findings) {
    const of = finding.series === null ? finding.members.map((member) => member.series) : [finding.series];
    for (const { metric, labels } of of) hit.add(`${dayOf(finding)} ${metric} ${JSON.stringify(labels)}`);
  }
  return rounded(hit.size / (days * series));
}

function dayOf({ openedAt }: Finding): number {
  return Math.floor((msOf(openedAt) - START_MS) / DAY_MS) + 1;
}

function tallied(findings: readonly Finding[]): [string, number][] {
  const tally = new Map<string, number>();
  for (const finding of findings) {
    const key = `${finding.method} ${kindOf(finding)}${finding.policy.alerts ? ', alert' : ''}`;
    tally.set(key, (tally.get(key) ?? 0) + 1);
  }
  return [...tally].sort(([, one], [, other]) => other - one);
}

function byDay(findings: readonly Finding[], days: number): [number, number][] {
  return Array.from({ length: days }, (_, index) => [index + 1, findings.filter((one) => dayOf(one) === index + 1).length]);
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
