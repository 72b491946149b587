import type { Remembered } from './leaves';
import type { DurationObservation, SparseJudgement } from './observation';

/** Seconds for people, rounded as somebody would say them: `45 s`, `4 min 30 s`, `14 min`, `2 h 5 min`. */
export function sayLength(seconds: number): string {
  if (seconds < 100) return `${Math.round(seconds)} s`;
  if (seconds < 600) {
    const tens = Math.round(seconds / 10) * 10;
    const [minutes, rest] = [Math.floor(tens / 60), tens % 60];
    return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
  }
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

/** A small chance for people: `1 of 200`. */
export function sayChance(tail: number): string {
  if (tail >= 0.2) return 'often';
  const of = 1 / Math.max(tail, 1e-9);
  return of > 10_000 ? 'less than 1 of 10,000' : `about 1 of ${roundly(of).toLocaleString('en-US')}`;
}

function roundly(value: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.round(value / power) * power;
}

const MOST_NAMED = 5;

/** What speaks for a judgement of a duration, a sentence each. */
export function durationWords(
  { seconds, isOver, serverId }: DurationObservation,
  { usual, expected, tail, direction, executions }: Omit<SparseJudgement, 'facts'>,
  own: readonly Remembered[],
): readonly string[] {
  if (usual === null || expected === null) return [];
  const facts = [
    isOver ? `It took ${sayLength(seconds)}.` : `It has lasted ${sayLength(seconds)} and goes on.`,
    `Usual are ${sayLength(usual)}; nine of ten lie between ${sayLength(expected.low)} and ${sayLength(expected.high)}.`,
    `As ${direction === 'shorter' ? 'short' : 'long'} as this is ${sayChance(tail)}.`,
  ];
  const before = own
    .slice(0, MOST_NAMED)
    .map(({ log, isOver: ended }) => `${ended ? '' : 'at least '}${sayLength(Math.exp(log))}`);
  if (before.length > 0) facts.push(`Before, the newest first: ${before.join(', ')}.`);
  // What is usual then is that of its wave or its plan.
  else
    facts.push(
      `${serverId === null ? 'This wave' : 'This server'} was in no earlier execution: usual is what the rest of its plan took.`,
    );
  facts.push(`Compared with ${executions} earlier executions of this plan.`);
  return facts;
}
