import { type TextKey, t } from '../language/language';

/** One thing the keyboard does: `keys` are pressed one after the other, each as `KeyboardEvent.key` calls it, or `mod+K`. */
export interface Shortcut {
  readonly keys: readonly string[];
  readonly text: TextKey;
}

/** A key as it is printed on the keyboard of the language in force. */
export function keyName(key: string): string {
  return key.split('+').map(oneKey).join(' ');
}

function oneKey(key: string): string {
  switch (key) {
    case 'mod':
      return t('ui.key:mod');
    case 'ArrowUp':
      return '↑';
    case 'ArrowDown':
      return '↓';
    case 'ArrowLeft':
      return '←';
    case 'ArrowRight':
      return '→';
    case 'Shift':
      return t('ui.key:shift');
    case 'Delete':
      return t('ui.key:delete');
    case 'Escape':
      return 'Esc';
    case 'Home':
      return t('ui.key:home');
    case 'End':
      return t('ui.key:end');
    case 'PageUp':
      return t('ui.key:pageUp');
    case 'PageDown':
      return t('ui.key:pageDown');
    case 'Enter':
      return t('ui.key:enter');
    case 'Space':
      return t('ui.key:space');
    default:
      return key;
  }
}
