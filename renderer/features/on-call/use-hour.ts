import { useNowMs } from '../../store/page';

const HOUR_MS = 3_600_000;

/** The beginning of the running hour by the engine's clock, in epoch milliseconds: what plans ahead need not count seconds. */
export function useHour(): number {
  return Math.floor(useNowMs() / HOUR_MS) * HOUR_MS;
}
