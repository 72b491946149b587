import commonDe from '../../resources/languages/de/common.json';
import commonEn from '../../resources/languages/en/common.json';

/** Texts of the interface, a catalogue for each room. To add a room: its two files, and its line in both lists. */
export const english = {
  common: commonEn,
};

export type Catalogues = typeof english;

/** Typed by the English ones, so that a text without its translation does not compile. */
export const german: Catalogues = {
  common: commonDe,
};
