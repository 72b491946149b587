import type { Words } from '../../../shared/domain/training/words';
import { language } from '../../language/language';

/** A text of the training's data in the language in force. Call it while drawing. */
export function wordsOf(words: Words): string {
  return words[language()];
}
