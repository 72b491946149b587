import type { Mark } from '../../../shared/contract/replay';
import { t } from '../../language/language';
import type { Tone } from '../../ui/tone';

/** A mark in the language of the page. */
export function wordsOfMark({ kind, what }: Mark): string {
  return t(kind === 'pause' ? 'replay.waits' : `replay.${kind}`, { what });
}

const tones: Readonly<Record<Mark['kind'], Tone>> = {
  begin: 'quiet',
  end: 'succeeded',
  'wave-began': 'running',
  'wave-ended': 'succeeded',
  failure: 'failed',
  pause: 'waiting',
  resumed: 'running',
  alert: 'waiting',
  acknowledged: 'quiet',
  command: 'quiet',
};

export function toneOfMark({ kind }: Mark): Tone {
  return tones[kind];
}

/** The nearest mark after (`1`) or before (`-1`) an instant, epoch milliseconds; null where there is none. A second's slack frees the one just reached. */
export function nextMark(marks: readonly Mark[], fromMs: number, direction: 1 | -1): number | null {
  const moments = marks.map(({ at }) => Date.parse(at));
  if (direction === 1) return moments.find((ms) => ms > fromMs) ?? null;
  return moments.filter((ms) => ms < fromMs - SLACK_MS).at(-1) ?? null;
}

const SLACK_MS = 1_000;
