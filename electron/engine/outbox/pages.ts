import type { Entry } from './entry';

/** What waits for one destination, by what it opens, updates or closes: a page may be opened in one thread and closed in another. */
export interface Pages {
  add(entry: Entry): void;
  remove(entry: Entry): void;
  /**
   * Whether an earlier one about the same page has not ended. Only what came earlier is waited for, here as in lanes, so that two never
   * wait for each other. Critical ones do not wait for what is held; what somebody sends by hand waits for nobody.
   */
  mustWait(entry: Entry): boolean;
  /** Those about the same page whose turn may have come. */
  upTo(entry: Entry): readonly Entry[];
}

/** `isHeldBack`: whether it is held, or stands in its lane behind something held. */
export function createPages(isHeldBack: (entry: Entry) => boolean): Pages {
  const pages = new Map<string, Entry[]>();

  function pageOf({ alertKey }: Entry): Entry[] {
    return alertKey === null ? [] : (pages.get(alertKey) ?? []);
  }

  /** The place of the first that moves, for which everything after it waits; the end where all are held. */
  function firstMoving(page: readonly Entry[]): number {
    let isSomethingHeld = false;
    for (const [at, entry] of page.entries()) {
      if (isHeldBack(entry)) isSomethingHeld = true;
      else if (!isSomethingHeld || passesHeld(entry)) return at;
    }
    return page.length;
  }

  return {
    add(entry) {
      if (entry.alertKey === null) return;
      const page = pageOf(entry);
      page.push(entry);
      pages.set(entry.alertKey, page);
    },
    remove(entry) {
      if (entry.alertKey === null) return;
      const page = pageOf(entry);
      const at = page.indexOf(entry);
      if (at >= 0) page.splice(at, 1);
      if (page.length === 0) pages.delete(entry.alertKey);
    },
    mustWait(entry) {
      const page = pageOf(entry);
      if (page.length < 2 || page[0] === entry || entry.byHand) return false;
      const at = page.indexOf(entry);
      return at > 0 && (!entry.isCritical || firstMoving(page) < at);
    },
    upTo(entry) {
      const page = pageOf(entry);
      return page.slice(0, firstMoving(page) + 1);
    },
  };
}

function passesHeld({ isCritical, byHand }: Entry): boolean {
  return isCritical || byHand;
}
