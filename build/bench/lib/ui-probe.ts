/** What the probe has seen, in milliseconds of the page unless said otherwise. */
export interface Seen {
  /** Length of each frame, in order. */
  readonly frames: readonly number[];
  /** From a delta at the page to the frame that shows it. */
  readonly toPaint: readonly number[];
  /** From the engine handing it over to that frame. */
  readonly fromEngine: readonly number[];
  /** Deltas that changed nothing of what is on screen. */
  readonly unseen: number;
  /** When the first row with data was drawn; null before. */
  readonly firstData: number | null;
  readonly heapBytes: number;
}

/**
 * Runs in the page before anything of it: listens to the stream beside the page, to changes of what is on screen, and to frames. Leaves
 * `globalThis.probe`. It is handed over as text, so it stands alone.
 */
export function installProbe(): void {
  const frames: number[] = [];
  const toPaint: number[] = [];
  const fromEngine: number[] = [];
  const waiting: { readonly at: number; readonly sentAt: number }[] = [];
  const state = { unseen: 0, firstData: null as number | null, isScrolling: false, last: 0 };
  const wall = () => performance.timeOrigin + performance.now();

  const listen = MessagePort.prototype.addEventListener;
  MessagePort.prototype.addEventListener = function (this: MessagePort, ...args: unknown[]): void {
    if (args[0] === 'message') Reflect.apply(listen, this, ['message', arrived]);
    Reflect.apply(listen, this, args);
  };
  function arrived({ data }: MessageEvent): void {
    if (typeof data !== 'string' || !data.slice(0, 200).includes('"kind":"delta"')) return;
    const sentAt = /"sentAt":"([^"]+)"/.exec(data.slice(-80))?.[1];
    waiting.push({ at: performance.now(), sentAt: sentAt === undefined ? Number.NaN : Date.parse(sentAt) });
    // What no mutation has followed within a second was about something that is not on screen.
    while (waiting[0] !== undefined && performance.now() - waiting[0].at > 1_000) {
      waiting.shift();
      state.unseen += 1;
    }
  }

  new MutationObserver(() => {
    const shown = waiting.splice(0);
    if (shown.length === 0) return;
    requestAnimationFrame(() =>
      setTimeout(() => {
        for (const { at, sentAt } of shown) {
          toPaint.push(performance.now() - at);
          if (!Number.isNaN(sentAt)) fromEngine.push(wall() - sentAt);
        }
      }),
    );
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });

  const step = (now: number): void => {
    if (state.last > 0) frames.push(now - state.last);
    state.last = now;
    if (state.firstData === null && document.querySelector('[role="grid"] [role="row"] [role="gridcell"]') !== null)
      state.firstData = performance.now();
    if (state.isScrolling) document.querySelector('[role="grid"]')?.parentElement?.scrollBy(0, 24);
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);

  Reflect.set(globalThis, 'probe', {
    scroll(on: boolean): void {
      state.isScrolling = on;
    },
    forget(): void {
      for (const list of [frames, toPaint, fromEngine, waiting]) list.length = 0;
      state.unseen = 0;
    },
    seen: () => ({
      frames: [...frames],
      toPaint: [...toPaint],
      fromEngine: [...fromEngine],
      unseen: state.unseen,
      firstData: state.firstData,
      heapBytes: Number(Reflect.get(Reflect.get(performance, 'memory') ?? {}, 'usedJSHeapSize') ?? 0),
    }),
  });
}
