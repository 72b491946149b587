/** What is due at a simulated instant. */
export interface Timer {
  readonly at: number;
  readonly order: number;
  readonly act: () => void;
  cancelled: boolean;
}

/** Binary heap by instant, then by order of registration. Cancelled timers fall out when they come up. */
export class TimerHeap {
  readonly #heap: Timer[] = [];

  push(timer: Timer): void {
    const heap = this.#heap;
    heap.push(timer);
    for (let child = heap.length - 1; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!this.#swapIfEarlier(child, parent)) return;
      child = parent;
    }
  }

  /** The earliest live timer, or null. */
  peek(): Timer | null {
    for (let first = this.#heap[0]; first !== undefined; first = this.#heap[0]) {
      if (!first.cancelled) return first;
      this.pop();
    }
    return null;
  }

  pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    heap[0] = last;
    for (let parent = 0; ; ) {
      const left = 2 * parent + 1;
      const right = left + 1;
      let least = parent;
      if (isEarlier(heap[left], heap[least])) least = left;
      if (isEarlier(heap[right], heap[least])) least = right;
      if (least === parent) return;
      this.#swapIfEarlier(least, parent);
      parent = least;
    }
  }

  #swapIfEarlier(child: number, parent: number): boolean {
    const heap = this.#heap;
    const a = heap[child];
    const b = heap[parent];
    if (a === undefined || b === undefined || !isEarlier(a, b)) return false;
    heap[child] = b;
    heap[parent] = a;
    return true;
  }
}

function isEarlier(a: Timer | undefined, b: Timer | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
