import type { ForecastRecord } from '../../shared/contract/forecasts';
import { type FinishRange, Forecast, type ForecastWarning } from '../../shared/domain/prediction/forecast';
import { type Instant, instantOf } from '../../shared/domain/primitives';
import type { Execution, View } from '../../shared/domain/view';
import type { ConsoleClient } from '../bridge/client';
import { idOf } from './drill';
import { paused } from './scenes-of-a-drill';
import { compared, fleet, many } from './scenes-of-many';
import { aSource, keyed } from './world';

const MINUTE = 60_000;

/** A finish about `minutes` after `fromMs`, later rather than earlier. */
function aRange(fromMs: number, minutes: number): FinishRange {
  const at = (share: number): Instant => instantOf(fromMs + minutes * share * MINUTE);
  return { earliest: at(0.84), early: at(0.94), middle: at(1), late: at(1.1), latest: at(1.36) };
}

/** What could be foreseen of a running execution; `minutes` a wave. */
export function aForecast(execution: Execution, nowMs: number, change: Partial<Forecast> = {}, minutes = 12): Forecast {
  let ahead = 0;
  const waves = execution.waves.map((wave) => {
    const isOver = wave.endedAt !== null;
    const began = wave.startedAt === null ? 0 : (nowMs - Date.parse(wave.startedAt)) / MINUTE;
    const startsAt = wave.startedAt === null ? aRange(nowMs, Math.max(0.2, ahead)) : null;
    if (!isOver) ahead += Math.max(1.5, minutes - began);
    return {
      waveNumber: wave.waveNumber,
      label: wave.label,
      endedAt: wave.endedAt,
      startsAt: isOver ? null : startsAt,
      finish: isOver ? null : aRange(nowMs, ahead),
    };
  });
  return Forecast.parse({
    executionId: execution.executionId,
    contextId: execution.contextId,
    planName: execution.planName,
    at: instantOf(nowMs - 4_000),
    state: 'known',
    why: 'Rests on 9 past executions, 6 of this plan. A pause ahead counts as approved at once.',
    basis: { executions: 9, ofThisPlan: 6, servers: 108 },
    isWaiting: execution.status === 'PAUSED',
    finish: aRange(nowMs, ahead),
    waves,
    rto: {
      objectiveMinutes: 60,
      deadline: instantOf(Date.parse(execution.startedAt ?? execution.observedAt) + 60 * MINUTE),
      missProbability: 0.12,
    },
    rpo: { objectiveMinutes: 15, expectedSeconds: 45, sourceServerId: `s-${idOf('web-02')}`, serverName: 'web-02', unknown: 0 },
    warnings: [],
    ...change,
  });
}

/** Three of different kinds about servers of the drill. */
export function someWarnings(nowMs: number, server = 'app-03'): ForecastWarning[] {
  const plain = { waveNumber: 1, sourceServerId: `s-${idOf(server)}`, serverName: server };
  return Forecast.shape.warnings.parse([
    {
      ...plain,
      id: `phase-stuck/${server}`,
      kind: 'phase-stuck',
      severity: 'MEDIUM',
      probability: 0.64,
      since: instantOf(nowMs - 3 * MINUTE),
      title: `${server} may not launch`,
      summary: `${server} has been converting for 12 min; usually that takes 4 min. The chance that it fails is 64 %.`,
      nextStep: 'Open the server and read its job log; one failed server ends the whole execution.',
      evidence: ['In progress for 12 min, usual 4 min.', 'Of past servers 2 % were lost in this phase.'],
    },
    {
      ...plain,
      id: 'rto-at-risk',
      kind: 'rto-at-risk',
      severity: 'HIGH',
      probability: 0.58,
      sourceServerId: null,
      serverName: null,
      waveNumber: null,
      since: instantOf(nowMs - 2 * MINUTE),
      title: 'The recovery time objective will probably be missed',
      summary:
        'The objective of 1 h ends in 39 min; the last server is expected to be launched in 44 min. The chance to miss it is 58 %.',
      nextStep: 'Tell whoever waits for the systems now, and look which servers hold up the wave.',
      evidence: ['Chance to miss 58 %.', '5 servers under way now.'],
    },
    {
      ...plain,
      id: 'capacity/wave-2',
      kind: 'capacity',
      severity: 'HIGH',
      probability: 0.6,
      sourceServerId: null,
      serverName: null,
      waveNumber: 2,
      since: instantOf(nowMs - 9 * MINUTE),
      title: 'Wave 3 Web may be refused',
      summary: '480 servers of others are in DRS jobs there; with its 40 that is more than 500.',
      nextStep: 'Let the other executions end first, or hold this one at its next pause.',
      evidence: ['3 jobs and 480 servers under way in the account and region.'],
    },
  ]);
}

function withForecast(view: View, make: (execution: Execution, nowMs: number) => Forecast): View {
  const nowMs = Date.parse(view.engine.engine?.clock.now ?? instantOf(0));
  const running = Object.values(view.executions).filter(({ endedAt }) => endedAt === null);
  return {
    ...view,
    forecasts: keyed(
      running.map((execution) => make(execution, nowMs)),
      ({ executionId }) => executionId,
    ),
  };
}

const rtoAtRisk = (forecast: Forecast): Forecast => ({
  ...forecast,
  rto: forecast.rto === null ? null : { ...forecast.rto, missProbability: 0.58 },
});

/** A drill that goes as it should. */
export const foreseen = (wallMs: number): View => withForecast(compared(wallMs), (one, now) => aForecast(one, now));

/** One that will miss its objective, with warnings. */
export const atRisk = (wallMs: number): View =>
  withForecast(compared(wallMs), (one, now) => rtoAtRisk(aForecast(one, now, { warnings: someWarnings(now) }, 22)));

/** It waits for a person. */
export const foreseenPaused = (wallMs: number): View => withForecast(paused(wallMs), (one, now) => aForecast(one, now));

/** Long names, hundreds of servers. */
export const foreseenMany = (wallMs: number): View =>
  withForecast(many(wallMs), (one, now) =>
    rtoAtRisk(
      aForecast(one, now, {
        warnings: someWarnings(now, 'app-009-eu-frankfurt-payments-clearing.internal'),
        rpo: {
          objectiveMinutes: 15,
          expectedSeconds: 1520,
          sourceServerId: null,
          serverName: 'web-004-eu-frankfurt-payments-clearing.internal',
          unknown: 3,
        },
      }),
    ),
  );

export const foreseenFleet = (wallMs: number): View => withForecast(fleet(wallMs), (one, now) => aForecast(one, now));

/** Too little is known for a number. */
export const notEnoughHistory = (wallMs: number): View =>
  withForecast(compared(wallMs), (one, now) => {
    const forecast = aForecast(one, now);
    return {
      ...forecast,
      state: 'not-enough-history',
      why: 'So far only 2 executions have completed here; from 3 on the finish can be foreseen.',
      basis: { executions: 2, ofThisPlan: 2, servers: 24 },
      finish: null,
      waves: forecast.waves.map((wave) => ({ ...wave, startsAt: null, finish: null })),
      rto: forecast.rto === null ? null : { ...forecast.rto, missProbability: null },
    };
  });

/** DRS has been silent for minutes. */
export function foreseenOld(wallMs: number): View {
  const view = foreseen(wallMs);
  const nowMs = Date.parse(view.engine.engine?.clock.now ?? instantOf(0));
  const silent = aSource('drs-jobs', 'DRS', 'DRS jobs', nowMs, 340);
  return { ...view, sources: { ...view.sources, [silent.id]: silent } };
}

export function fixtureForecasts(view: View | null): ConsoleClient['forecasts'] {
  const record: ForecastRecord = {
    executions: 7,
    finish: { of: 26, within50: 12, within90: 24 },
    byMoment: [
      { moment: 'start', of: 7, within50: 3, within90: 6 },
      { moment: 'wave', of: 17, within50: 8, within90: 16 },
      { moment: 'warning', of: 2, within50: 1, within90: 2 },
    ],
    rto: { of: 26, missed: 5, brier: 0.08 },
    isSmall: true,
  };
  const none: ForecastRecord = {
    executions: 0,
    finish: { of: 0, within50: 0, within90: 0 },
    byMoment: [],
    rto: { of: 0, missed: 0, brier: null },
    isSmall: true,
  };
  return {
    get: async ({ executionId }) => {
      const found = view?.forecasts[executionId];
      if (found === undefined) throw new Error('Nothing is foreseen of this execution.');
      return found;
    },
    record: async () => (view === null || Object.keys(view.forecasts).length === 0 ? none : record),
  };
}
