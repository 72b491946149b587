import { translateCause, translateStep } from '../../shared/domain/templates/sentences';
import { language } from '../language/language';

/**
 * Sentences that come from the engine or from AWS are data, and English. Those that messages to people know in other
 * languages are shown in the one in force; everything else stays as it came.
 */

/** What to do next. */
export function stepWords(step: string): string {
  return language() === 'en' ? step : translateStep(step, language());
}

/** Why something failed. */
export function causeWords(cause: string): string {
  return language() === 'en' ? cause : translateCause(cause, language());
}
