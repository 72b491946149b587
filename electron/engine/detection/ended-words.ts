import type { EndedNow } from './worker/messages';

/** Why a finding ended, as a sentence. */
export function endedBecause(because: EndedNow['because']): string {
  switch (because) {
    case 'back':
      return 'It is back where it is expected.';
    case 'usual':
      return 'It has been so for a day, and is taken for usual from now on.';
    case 'joined':
      return 'Others went off with it: one finding tells of them together.';
    case 'told-again':
      return 'It is told again.';
    case 'fleet-over':
      return 'Its members are back where they are expected, or go on one by one.';
  }
}
