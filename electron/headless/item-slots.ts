import type { StreamItem } from '../../shared/contract/stream';
import type { Engine } from '../engine/engine-api';
import type { Parts, WriteItem } from './shared-text';

/**
 * Lets the contract carry stream items that are written once for all viewers. Its library would walk through every item anew for each of
 * them, which with hundreds of viewers costs more than everything else the console does. So what it carries is a slip of paper with a
 * number, and as it leaves, the item itself takes its place.
 */
export interface ItemSlots {
  /** The engine, whose live stream yields slips. */
  readonly engine: Engine;
  /** A message of the library that carries a slip, with the item in its place; null for every other message. */
  filled(message: string): Parts | null;
}

/** How the library writes one item of a stream, when the item is a slip. Whole, so that nothing an operator writes can look like it. */
const SLIP =
  /^(\{"i":"[^"]*","t":3,"p":\{"e":"message","d":\{"json":)\{"kind":"delta","session":"(\d+)","seq":0,"changes":\[\]\}(\}\}\})$/;
const LONGEST_SLIP = 200;

export function createItemSlots(engine: Engine, write: WriteItem): ItemSlots {
  const slots = new Map<string, Parts>();
  let subscriptions = 0;

  /** The next item is asked for only when the last one has left, so a subscription needs one slot. */
  async function* subscribe(...[from, signal]: Parameters<Engine['subscribe']>): AsyncGenerator<StreamItem, void, void> {
    subscriptions += 1;
    const slot = String(subscriptions);
    try {
      for await (const item of engine.subscribe(from, signal)) {
        slots.set(slot, write(item));
        yield { kind: 'delta', session: slot, seq: 0, changes: [] };
      }
    } finally {
      slots.delete(slot);
    }
  }

  return {
    // Everything else is the engine itself, also after it was replaced.
    engine: Object.assign(Object.create(engine), { subscribe }),
    filled(message) {
      if (message.length > LONGEST_SLIP) return null;
      const [, before = '', slot = '', after = ''] = SLIP.exec(message) ?? [];
      const item = slots.get(slot);
      return item === undefined ? null : { head: before + item.head, body: item.body, tail: item.tail + after };
    },
  };
}
