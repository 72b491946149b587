import { t } from '../../../language/language';
import type { Place } from '../../../ui/board/placed';

/** `column 1, row 5, 6 wide, 4 high`: counted from 1, as people do. */
export function spokenPlace({ x, y, w, h }: Place): string {
  return t('boards.place', { column: x + 1, row: y + 1, width: w, height: h });
}
