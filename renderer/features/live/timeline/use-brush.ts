import { type PointerEvent, type RefObject, useRef, useState } from 'react';
import { msAt, type Scale } from './scale';
import type { Stretch } from './sight';

const SHORTEST_PX = 4;

interface Brush {
  /** While the pointer is down: what would be chosen. */
  readonly draft: Stretch | null;
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerCancel: () => void;
  };
}

/** A drag over the lanes chooses a stretch of time, a mere click gives it up; a drag along the axis moves what is in sight. */
export function useBrush(options: {
  readonly track: RefObject<HTMLElement | null>;
  readonly scale: Scale;
  readonly onStretch: (stretch: Stretch | null) => void;
  readonly onDrag: (pixels: number) => void;
}): Brush {
  const { track, scale, onStretch, onDrag } = options;
  const held = useRef<{ readonly fromX: number; readonly pans: boolean; lastX: number } | null>(null);
  const [draft, setDraft] = useState<Stretch | null>(null);
  const xOfPointer = (event: PointerEvent): number => event.clientX - (track.current?.getBoundingClientRect().left ?? 0);
  const between = (a: number, b: number): Stretch => ({
    startMs: msAt(scale, Math.min(a, b)),
    endMs: msAt(scale, Math.max(a, b)),
  });
  const end = (): void => {
    held.current = null;
    setDraft(null);
  };
  return {
    draft,
    handlers: {
      onPointerDown: (event) => {
        const x = xOfPointer(event);
        const target = event.target instanceof Element ? event.target : null;
        if (event.button !== 0 || x < 0 || x > scale.widthPx || target === null || target.closest('button') !== null) return;
        held.current = { fromX: x, lastX: x, pans: track.current?.contains(target) ?? false };
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove: (event) => {
        const drag = held.current;
        if (drag === null) return;
        const x = xOfPointer(event);
        if (drag.pans) {
          onDrag(x - drag.lastX);
          drag.lastX = x;
        } else if (Math.abs(x - drag.fromX) >= SHORTEST_PX) setDraft(between(drag.fromX, x));
      },
      onPointerUp: (event) => {
        const drag = held.current;
        if (drag === null) return;
        const x = xOfPointer(event);
        if (!drag.pans) onStretch(Math.abs(x - drag.fromX) >= SHORTEST_PX ? between(drag.fromX, x) : null);
        end();
      },
      onPointerCancel: end,
    },
  };
}
