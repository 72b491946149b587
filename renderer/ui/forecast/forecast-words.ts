import type { FinishRange, Forecast } from '../../../shared/domain/prediction/forecast';
import { t } from '../../language/language';
import { formatClock, formatDate, formatDuration, formatMoment } from '../format';

/** From these shares on the chance to miss an objective has a colour. */
const WORRYING = 0.25;
const PROBABLE = 0.5;

/** `14:52`; of another day than `fromMs` with its day. Minutes are enough for what is only foreseen. */
export function foreseenClock(at: string, fromMs: number): string {
  const ms = Date.parse(at);
  return formatDate(ms) === formatDate(fromMs) ? formatClock(ms).slice(0, 5) : formatMoment(ms);
}

type Moments = Readonly<Record<keyof FinishRange, string>>;

/** The five moments of a range as clocks. */
export function momentsOf(range: FinishRange, fromMs: number): Moments {
  const at = (moment: string): string => foreseenClock(moment, fromMs);
  const { earliest, early, middle, late, latest } = range;
  return { earliest: at(earliest), early: at(early), middle: at(middle), late: at(late), latest: at(latest) };
}

/** `14:32 (half: 14:30–14:35; nine of ten: 14:27–14:44)`. */
export function rangeWords(range: FinishRange, fromMs: number): string {
  return t('forecast.range', momentsOf(range, fromMs));
}

/** `Wave 2: 14:32 (half: …)`. */
export function spokenRange(what: string, range: FinishRange, fromMs: number): string {
  return t('forecast.spoken', { what, range: rangeWords(range, fromMs) });
}

/** `12 %`; never 0 % or 100 %: neither is ever foreseen. */
export function chanceWords(chance: number): string {
  if (chance < 0.01) return t('forecast.below', { percent: 1 });
  // A fact by then, and no estimate: the deadline has passed.
  if (chance === 1) return t('forecast.certain');
  if (chance > 0.99) return t('forecast.above', { percent: 99 });
  return t('forecast.percent', { percent: Math.round(chance * 100) });
}

/** The colour of a chance to miss an objective; null below one in four. */
export function chanceTone(chance: number): 'waiting' | 'failed' | null {
  if (chance >= PROBABLE) return 'failed';
  return chance >= WORRYING ? 'waiting' : null;
}

/** What is left until the middle of the finish: `about 14:20 left`, and after whose answer; null where no finish is known. */
export function leftWords({ finish, isWaiting }: Pick<Forecast, 'finish' | 'isWaiting'>, nowMs: number): string | null {
  if (finish === null) return null;
  const leftMs = Date.parse(finish.middle) - nowMs;
  if (leftMs <= 0) return t('forecast.anyMoment');
  const left = formatDuration(leftMs);
  return t(isWaiting ? 'forecast.afterResume' : 'forecast.timeLeft', { left });
}

/** Why there is no number, as the engine says it, with its heading. */
export function unknownWords({ state, why }: Pick<Forecast, 'state' | 'why'>): string {
  return state === 'not-enough-history' ? t('forecast.notEnough') : why;
}
