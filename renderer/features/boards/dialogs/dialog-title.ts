import { type TextKey, t } from '../../../language/language';

/** The words of the menu without the dots that promise a dialog. */
export function titleOf(key: TextKey): string {
  return t(key).replace(/…$/, '');
}
