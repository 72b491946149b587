import { type FoundSeries, kindOf } from '../../../shared/domain/detection/finding';
import { watchedSubject } from '../../../shared/domain/detection/watched';
import { ContextId, type Instant, instantOf, ServerId } from '../../../shared/domain/primitives';
import type { View } from '../../../shared/domain/view';
import type { FoundNow } from './findings-api';
import { nameOf, planOf } from './names';
import type { BookedSeries } from './series-book';
import { sayExpected, sayValue } from './value-words';
import { distanceOutside } from './worker/course';
import { type FoundSeriesNow, POINT } from './worker/messages';

/** What a series that is off looks like to people. `thresholdOf` is asked for the score from which such a finding is made. */
export function foundOfSeries(
  series: BookedSeries,
  now: FoundSeriesNow,
  view: Pick<View, 'servers' | 'plans' | 'contexts'>,
  thresholdOf: (kind: string) => number,
): FoundNow {
  const { watched, contextId, labels } = series;
  const { aspect, score, value, usual, sinceMs, atMs } = now;
  const name = nameOf(series, view);
  const server = labels.server ?? null;
  const words = wordsOf(series, now, name);
  const threshold = thresholdOf(kindOf({ family: watched.family, aspect }));
  return {
    subject: subjectOf(series),
    family: watched.family,
    method: 'stream',
    aspect,
    severity: watched.severity,
    score: Math.min(1, Math.max(0, score)),
    title: words.title,
    summary: words.summary,
    nextStep: watched.next,
    since: instantOf(sinceMs),
    lastAt: instantOf(atMs),
    contextId: contextId === 'console' ? null : ContextId.parse(contextId),
    executionId: null,
    sourceServerId: server === null ? null : ServerId.parse(server),
    planName: labels.plan ?? (server === null ? null : planOf(server, view)),
    series: foundSeries(series),
    members: [],
    memberCount: 0,
    evidence: {
      value: aspect === 'gap' ? null : value,
      unit: watched.unit,
      expected: usual === null ? null : { low: Math.max(0, usual.low), high: Math.max(0, usual.high) },
      points: pointsOf(now.points),
      facts: [...words.facts, `Its score is ${score.toFixed(3)}; such a finding is made from ${threshold.toFixed(3)} on.`],
    },
  };
}

export function subjectOf({ watched, contextId, labels }: BookedSeries): string {
  return watchedSubject(watched, contextId, labels);
}

export function foundSeries({ watched, contextId, labels }: BookedSeries): FoundSeries {
  return { metric: watched.metric, contextId, labels: { ...labels } };
}

export function pointsOf(points: Float64Array): FoundNow['evidence']['points'] {
  const found: FoundNow['evidence']['points'] = [];
  for (let at = 0; at + POINT <= points.length; at += POINT) {
    const [atMs = 0, value = 0, low = Number.NaN, high = Number.NaN] = points.subarray(at, at + POINT);
    found.push({ at: instantOf(atMs), value, low: notBelowZero(finite(low)), high: notBelowZero(finite(high)) });
  }
  return found;
}

/** Durations, counts and sizes: nothing that is watched can be less. */
function notBelowZero(edge: number | null): number | null {
  return edge === null ? null : Math.max(0, edge);
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

interface Words {
  readonly title: string;
  readonly summary: string;
  readonly facts: readonly string[];
}

function wordsOf({ watched }: BookedSeries, { aspect, value, usual, sinceMs, foundMs }: FoundSeriesNow, name: string): Words {
  const { what, unit, direction } = watched;
  const since = clockTime(instantOf(sinceMs));
  const found = `It was found at ${clockTime(instantOf(foundMs))}.`;
  if (aspect === 'gap') {
    return {
      title: `${capital(name)}: no ${what} is told since ${since}`,
      summary: `Since ${since} nothing was told of the ${what} of ${name}, while the same is told of others.`,
      facts: [found],
    };
  }
  const now = sayValue(value, unit);
  const usually = usual === null ? null : sayExpected(usual, unit);
  const isBack = usual !== null && distanceOutside(value, usual, direction) === 0;
  return {
    title: `${capital(name)}: ${what} ${now}${usually === null ? '' : `, usually ${usually}`}`,
    summary:
      `Since ${since} the ${what}${name === 'the console' ? '' : ` of ${name}`} ${how(aspect)}` +
      `${usually === null ? '' : `: usual are ${usually}`}. ${isBack ? `Now it is ${now}, as usual.` : `Now it is ${now}.`}`,
    facts: [found],
  };
}

function how(aspect: 'level' | 'spread' | 'shape' | 'rate'): string {
  switch (aspect) {
    case 'level':
      return 'is not where it is expected';
    case 'spread':
      return 'scatters more than it does usually';
    case 'shape':
      return 'runs otherwise than it does usually';
    case 'rate':
      return 'is told at another pace than usual';
  }
}

/** `14:03 UTC`. */
export function clockTime(at: Instant): string {
  return `${at.slice(11, 16)} UTC`;
}

function capital(text: string): string {
  return text.startsWith('the ') ? `T${text.slice(1)}` : text;
}
