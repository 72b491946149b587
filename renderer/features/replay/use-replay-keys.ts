import { useEffect } from 'react';
import type { Replay } from '../../store/replay';
import { nextMark } from './mark-words';

const STEP_MS = 10_000;

/** Space, arrows, Home, End and Esc operate the replay, unless what has the focus needs them itself. */
export function useReplayKeys(replay: Replay): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) return;
      if (!operate(replay, event.key, event.shiftKey)) return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [replay]);
}

/** False for keys that mean nothing here. */
function operate(replay: Replay, key: string, shift: boolean): boolean {
  const { recording, marks, playing } = replay.state.getState();
  if (key === 'Escape') replay.leave();
  else if (recording === null) return false;
  else if (key === ' ' && playing) replay.pause();
  else if (key === ' ') replay.play();
  else if (key === 'ArrowLeft' || key === 'ArrowRight') step(replay, marks, key === 'ArrowRight' ? 1 : -1, shift);
  else if (key === 'Home') replay.seek(Date.parse(recording.from));
  else if (key === 'End') replay.seek(Date.parse(recording.to));
  else return false;
  return true;
}

/** To the next mark, or by ten seconds. */
export function step(replay: Replay, marks: Parameters<typeof nextMark>[0], direction: 1 | -1, toMark: boolean): void {
  const nowMs = replay.nowMs();
  const goal = toMark ? nextMark(marks, nowMs, direction) : nowMs + direction * STEP_MS;
  if (goal !== null) replay.seek(goal);
}

const typing =
  'input, textarea, select, [contenteditable="true"], [role="listbox"], [role="menu"], [role="dialog"], [role="tablist"]';

function isTaken({ target, key }: KeyboardEvent): boolean {
  if (document.querySelector('[role="dialog"], [role="menu"]') !== null) return true;
  if (!(target instanceof Element)) return false;
  if (target.closest(typing) !== null) return true;
  // A button, a link, an opened row: Space presses them.
  return key === ' ' && target.closest('button, a, summary, [role="button"]') !== null;
}
