/** Fields that take letters: a switch, a box to tick or a button takes none, and keeps no shortcut from working. */
const FIELDS =
  'input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"], [type="reset"], [type="range"], [type="color"]), ' +
  'textarea, select, [contenteditable="true"]';

/** Whether a letter pressed here is meant for a field. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest(FIELDS) !== null;
}
