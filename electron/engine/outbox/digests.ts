import type { NotificationDefaults } from '../../../shared/domain/notifications/defaults';
import { type Carrier, keepsPages } from '../../../shared/domain/notifications/delivery';
import type { Entry } from './entry';

type Settings = NotificationDefaults['Digest'];

interface Kind {
  /** Engine milliseconds at which messages of this kind were queued, within the window; the newest `Threshold`. */
  times: number[];
  gathered: Entry[];
  /** Engine milliseconds. */
  endsMs: number;
}

/** Gathers what comes too often to be said one by one. Kinds are carrier, address and type of event together. */
export interface Digests {
  /** Counts a message; answers whether it is to be gathered, which it then is. */
  gather(entry: Entry, nowMs: number, settings: Settings): boolean;
  /** Counts one that came before this session. */
  remember(digestKey: string, atMs: number): void;
  /** Groups whose window has ended, oldest entry first. */
  ended(nowMs: number): Entry[][];
  /** When the next window ends; null while nothing is gathered. */
  nextMs(): number | null;
}

/** What opens and closes a page of its own cannot be joined with others. */
export function canBeDigested(carrier: Carrier): boolean {
  return !keepsPages.has(carrier);
}

export function createDigests(): Digests {
  const kinds = new Map<string, Kind>();
  const gathering = new Set<string>();

  function kindOf(digestKey: string): Kind {
    const known = kinds.get(digestKey) ?? { times: [], gathered: [], endsMs: 0 };
    kinds.set(digestKey, known);
    return known;
  }

  return {
    gather(entry, nowMs, { Enabled, Threshold, WindowSeconds }) {
      if (!Enabled || entry.isCritical || entry.byHand || entry.isEscalation || !canBeDigested(entry.carrier)) return false;
      const kind = kindOf(entry.digestKey);
      const since = nowMs - WindowSeconds * 1000;
      kind.times = kind.times.filter((at) => at > since);
      const isTooMany = gathering.has(entry.digestKey) || kind.times.length >= Threshold;
      kind.times = [...kind.times, Math.min(nowMs, entry.queuedAtMs)].slice(-Threshold);
      if (!isTooMany) return false;
      if (!gathering.has(entry.digestKey)) kind.endsMs = nowMs + WindowSeconds * 1000;
      gathering.add(entry.digestKey);
      kind.gathered.push(entry);
      return true;
    },
    remember(digestKey, atMs) {
      kindOf(digestKey).times.push(atMs);
    },
    ended(nowMs) {
      const groups: Entry[][] = [];
      for (const digestKey of [...gathering]) {
        const kind = kindOf(digestKey);
        if (kind.endsMs > nowMs) continue;
        gathering.delete(digestKey);
        const open = kind.gathered.filter(({ state }) => state === 'waiting');
        kind.gathered = [];
        if (open.length > 0) groups.push(open);
      }
      return groups;
    },
    nextMs() {
      const ends = [...gathering].map((digestKey) => kindOf(digestKey).endsMs);
      return ends.length === 0 ? null : Math.min(...ends);
    },
  };
}
