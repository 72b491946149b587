import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { msAt, type Scale } from './scale';
import { type Bounds, onto, pan, type Sight, type Stretch, zoom } from './sight';

const CLOSER = 0.6;
const STEP = 0.2;

/** What of the run is in sight, and every way of changing it. */
export interface SightControls {
  readonly sight: Sight;
  readonly closer: () => void;
  readonly wider: () => void;
  readonly whole: () => void;
  readonly to: (stretch: Stretch) => void;
  /** By pixels of the lane; positive goes to earlier moments, as paper under a hand. */
  readonly dragBy: (pixels: number) => void;
  /** Arrows, plus, minus, 0. Answers whether the key meant anything here. */
  readonly onKey: (event: KeyboardEvent) => boolean;
}

/** Zoom by wheel needs Ctrl (or a pinch), so that scrolling past the timeline stays scrolling; a sideways wheel moves it. */
export function useSight(
  bounds: Bounds,
  scale: Scale,
  track: RefObject<HTMLElement | null>,
  area: RefObject<HTMLElement | null>,
): SightControls {
  const [sight, setSight] = useState<Sight>(null);
  const latest = useRef({ bounds, scale });
  latest.current = { bounds, scale };

  useEffect(() => {
    const element = area.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent): void => {
      const { bounds: all, scale: drawn } = latest.current;
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        const left = track.current?.getBoundingClientRect().left ?? 0;
        setSight((now) =>
          zoom(all, now, Math.exp(Math.max(-120, Math.min(120, event.deltaY)) / 200), msAt(drawn, event.clientX - left)),
        );
      } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        event.preventDefault();
        const by = event.deltaX === 0 ? event.deltaY : event.deltaX;
        setSight((now) => pan(all, now, by / Math.max(1, drawn.widthPx)));
      }
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [area, track]);

  const closer = (): void => setSight((now) => zoom(bounds, now, CLOSER));
  const wider = (): void => setSight((now) => zoom(bounds, now, 1 / CLOSER));
  const whole = (): void => setSight(null);
  const by = (share: number) => (): void => setSight((now) => pan(bounds, now, share));
  const moves = new Map([
    ['ArrowLeft', by(-STEP)],
    ['ArrowRight', by(STEP)],
    ['+', closer],
    ['=', closer],
    ['-', wider],
    ['0', whole],
  ]);
  return {
    sight,
    closer,
    wider,
    whole,
    to: (stretch) => setSight(onto(bounds, stretch)),
    dragBy: (pixels) => setSight((now) => pan(bounds, now, -pixels / Math.max(1, scale.widthPx))),
    onKey: (event) => {
      const move = event.ctrlKey || event.metaKey || event.altKey ? undefined : moves.get(event.key);
      move?.();
      return move !== undefined;
    },
  };
}
