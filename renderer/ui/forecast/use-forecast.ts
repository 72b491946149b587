import type { Forecast } from '../../../shared/domain/prediction/forecast';
import type { SourceId } from '../../../shared/domain/primitives';
import type { Execution } from '../../../shared/domain/view';
import { useConnection, useEngine, useNowMs, useView } from '../../store/page';
import { useReplay } from '../../store/replay';
import { allSources } from '../../store/selectors';
import { oldestStale } from '../stale-frame';
import { isActive } from '../tone';

/** What a forecast rests on beside the past. */
const facts: readonly SourceId[] = ['dynamodb-executions', 'sfn-runs', 'drs-jobs'];
/** A forecast is made anew at least every 15 s of the engine's time, and at most once a second of the wall's. */
const LONG_MS = 60_000;
const WALL_MS = 5_000;

/** What is foreseen of an execution; null where nothing is: it has ended, or what is shown is a recording. */
export function useForecast({ executionId, status }: Pick<Execution, 'executionId' | 'status'>): Forecast | null {
  const isPast = useReplay() !== null;
  const forecast = useView((view) => view.forecasts[executionId] ?? null, null);
  return isPast || !isActive(status) || forecast === null || forecast.state === 'over' ? null : forecast;
}

/** Since when a forecast, or what it rests on, has not been confirmed; null while both are current. Draws with each pulse. */
export function useOldSince(forecast: Forecast): number | null {
  const sources = useView((view) => allSources(view.sources), []);
  const nowMs = useNowMs();
  const speed = useEngine()?.clock.speed ?? 1;
  const connected = useConnection().kind === 'live';
  const madeMs = Date.parse(forecast.at);
  const stale = oldestStale(sources, forecast.contextId, facts, nowMs);
  if (stale !== null) return Math.min(madeMs, stale.lastSuccessAt === null ? madeMs : Date.parse(stale.lastSuccessAt));
  return !connected || nowMs - madeMs > Math.max(LONG_MS, WALL_MS * speed) ? madeMs : null;
}
