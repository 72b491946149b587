import type { Participant } from '../../../shared/domain/view';
import { medianOf, phaseTimes, type TimedPhase, timedPhases } from './expected';

/** One phase of one wave in this run, milliseconds a server, of servers that are through with it. */
export interface PhaseTime {
  readonly phase: TimedPhase;
  readonly medianMs: number;
  readonly slowestMs: number;
  readonly servers: number;
}

/** A server's way from its first phase to its launch (or to now), milliseconds. */
export interface ServerTime {
  readonly participant: Participant;
  readonly tookMs: number;
  readonly done: boolean;
}

/** Phases of one wave's servers that at least one of them has ended. */
export function phasesOf(members: readonly Participant[]): readonly PhaseTime[] {
  return timedPhases.flatMap((phase) => {
    const times = phaseTimes(members, phase);
    const medianMs = medianOf(times);
    return medianMs === null ? [] : [{ phase, medianMs, slowestMs: longest(times), servers: times.length }];
  });
}

/** Slowest first. Servers that failed or wait are left out: their time says nothing about speed. */
export function slowestOf(participants: readonly Participant[], nowMs: number, most: number): readonly ServerTime[] {
  return participants
    .flatMap((participant): ServerTime[] => {
      const way = wayOf(participant, nowMs);
      return way === null ? [] : [{ participant, tookMs: way.toMs - way.fromMs, done: way.done }];
    })
    .sort((a, b) => b.tookMs - a.tookMs)
    .slice(0, most);
}

/** Servers launched per minute of the time in which any server was on its way; null before the first launch. */
export function throughputOf(participants: readonly Participant[], nowMs: number): number | null {
  const ways = participants.flatMap((one) => wayOf(one, nowMs) ?? []);
  const launched = ways.filter((way) => way.done).length;
  const busyMs = lengthOfUnion(ways);
  return launched === 0 || busyMs === 0 ? null : launched / (busyMs / 60_000);
}

interface Way {
  readonly fromMs: number;
  readonly toMs: number;
  readonly done: boolean;
}

function wayOf(participant: Participant, nowMs: number): Way | null {
  const { phase, phases } = participant;
  const [first] = phases;
  const last = phases.at(-1);
  if (first === undefined || last === undefined || phase === 'FAILED' || phase === 'WAITING') return null;
  return {
    fromMs: Date.parse(first.startedAt),
    toMs: last.endedAt === null ? nowMs : Date.parse(last.endedAt),
    done: phase === 'LAUNCHED' || phase === 'TERMINATED',
  };
}

/** Milliseconds covered by any of them; what lies between counts for nobody. */
function lengthOfUnion(ways: readonly Way[]): number {
  let length = 0;
  let reachedMs = Number.NEGATIVE_INFINITY;
  for (const { fromMs, toMs } of [...ways].sort((a, b) => a.fromMs - b.fromMs)) {
    length += Math.max(0, toMs - Math.max(fromMs, reachedMs));
    reachedMs = Math.max(reachedMs, toMs);
  }
  return length;
}

function longest(times: readonly number[]): number {
  return times.reduce((most, time) => Math.max(most, time), 0);
}
