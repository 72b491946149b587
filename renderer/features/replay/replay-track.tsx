import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import type { Mark, Recording } from '../../../shared/contract/replay';
import { t } from '../../language/language';
import type { Replay } from '../../store/replay';
import { formatClock, formatDuration } from '../../ui/format';
import { toneOfMark, wordsOfMark } from './mark-words';
import classes from './replay.module.css';

interface ReplayTrackProps {
  readonly replay: Replay;
  readonly recording: Recording;
  readonly marks: readonly Mark[];
  /** The instant shown, epoch milliseconds. */
  readonly nowMs: number;
}

/** The recording from its beginning to its end: dragged or pressed to go anywhere, with what happened marked on it. */
export function ReplayTrack({ replay, recording, marks, nowMs }: ReplayTrackProps): ReactNode {
  const track = useRef<HTMLDivElement>(null);
  const fromMs = Date.parse(recording.from);
  const lengthMs = Math.max(1, Date.parse(recording.to) - fromMs);
  const share = (ms: number): string => `${(((ms - fromMs) / lengthMs) * 100).toFixed(3)}%`;
  const seekTo = (event: PointerEvent): void => {
    const box = track.current?.getBoundingClientRect();
    if (box !== undefined && box.width > 0) replay.seek(fromMs + ((event.clientX - box.left) / box.width) * lengthMs);
  };
  const press = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    seekTo(event);
  };
  const drag = (event: PointerEvent): void => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) seekTo(event);
  };
  const page = (event: KeyboardEvent): void => {
    if (event.key !== 'PageUp' && event.key !== 'PageDown') return;
    event.preventDefault();
    replay.seek(nowMs + (event.key === 'PageUp' ? 1 : -1) * Math.max(60_000, lengthMs / 20));
  };
  return (
    <div
      ref={track}
      className={classes.track}
      role="slider"
      tabIndex={0}
      aria-label={t('replay.instant')}
      aria-valuemin={0}
      aria-valuemax={Math.round(lengthMs / 1000)}
      aria-valuenow={Math.round((nowMs - fromMs) / 1000)}
      aria-valuetext={t('replay.instantValue', { clock: formatClock(nowMs), passed: formatDuration(nowMs - fromMs) })}
      onPointerDown={press}
      onPointerMove={drag}
      onKeyDown={page}
    >
      <span className={classes.rail} />
      <span className={classes.passed} style={{ width: share(nowMs) }} />
      {marks.map((mark) => (
        <span
          key={`${mark.seq} ${mark.kind}`}
          className={classes.mark}
          data-tone={toneOfMark(mark)}
          data-kind={mark.kind}
          style={{ left: share(Date.parse(mark.at)) }}
          title={`${formatClock(Date.parse(mark.at))} ${wordsOfMark(mark)}`}
        />
      ))}
      <span className={classes.thumb} style={{ left: share(nowMs) }} />
    </div>
  );
}
