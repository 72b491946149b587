/** A priority queue: the least by `before` comes first. */
export interface Heap<T> {
  readonly size: number;
  push(item: T): void;
  peek(): T | null;
  pop(): T | null;
}

export function createHeap<T>(before: (one: T, other: T) => boolean): Heap<T> {
  const items: T[] = [];

  /** Whether the item at `one` must stand above the one at `other`; places beyond the end lose. */
  function isAbove(one: number, other: number): boolean {
    const [first, second] = [items[one], items[other]];
    return first !== undefined && (second === undefined || before(first, second));
  }

  function swap(one: number, other: number): void {
    const [first, second] = [items[one], items[other]];
    if (first === undefined || second === undefined) return;
    items[one] = second;
    items[other] = first;
  }

  function rise(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!isAbove(at, parent)) return;
      swap(at, parent);
      at = parent;
    }
  }

  function sink(): void {
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      const child = isAbove(left + 1, left) ? left + 1 : left;
      if (!isAbove(child, at)) return;
      swap(child, at);
      at = child;
    }
  }

  return {
    get size() {
      return items.length;
    },
    push(item) {
      items.push(item);
      rise(items.length - 1);
    },
    peek: () => items[0] ?? null,
    pop() {
      swap(0, items.length - 1);
      const top = items.pop() ?? null;
      sink();
      return top;
    },
  };
}
