import type { ReactNode } from 'react';
import { StateIcon } from '../../ui/state-mark';
import type { Tone } from '../../ui/tone';
import type { Frame } from '../widget';
import { Body } from './body';
import classes from './parts.module.css';

/** What a figure says of itself beside its value. */
export type FigureTone = 'plain' | Extract<Tone, 'succeeded' | 'waiting' | 'failed' | 'running' | 'unknown'>;

interface BigFigureProps {
  readonly frame: Frame;
  readonly value: string;
  readonly tone?: FigureTone;
  /** What the value is made of, one line. */
  readonly under?: ReactNode;
  /** A second line, such as the change since the period before. */
  readonly more?: ReactNode;
  readonly onOpen?: (() => void) | undefined;
}

/** One value as large as its place allows, with its tone's icon; a click leads to what is behind it. */
export function BigFigure({ frame, value, tone = 'plain', under, more, onOpen }: BigFigureProps): ReactNode {
  const large = frame.mode === 'wall';
  // On a wall nobody hovers: what stands under the value wraps to a second row, where a desk cuts it.
  const line = large ? (frame.height < 90 ? 28 : 56) : 19;
  const rows = large && frame.height >= 90 ? 2 : undefined;
  // Room for both lines, used or not, so that figures side by side are of one size.
  const lines = frame.height >= (large ? 190 : line * 4) ? 2 : under === undefined ? 0 : 1;
  const tall = Math.max(large ? 28 : line, frame.height - lines * line - 6);
  const room = (frame.width - 8) / (value.length * (large ? 0.74 : 0.6) + (tone === 'plain' ? 0 : 1.1));
  const size = Math.max(large ? 20 : 16, Math.min(tall * 0.82, room, large ? 200 : 56));
  const shown = (
    <>
      <span className={`${classes.value} ${classes.tone}`} data-tone={tone} style={{ fontSize: size }}>
        {tone === 'plain' ? null : <LevelIcon tone={tone} size={Math.round(size * 0.62)} />}
        {value}
      </span>
      {under === undefined ? null : (
        <span className={classes.under} data-rows={rows}>
          {under}
        </span>
      )}
      {lines < 2 || frame.height < size + line * 2 ? null : (
        <span className={classes.under} data-rows={rows}>
          {more ?? '\u00a0'}
        </span>
      )}
    </>
  );
  return (
    <Body frame={frame}>
      {onOpen === undefined || large ? (
        <div className={classes.figure}>{shown}</div>
      ) : (
        <button type="button" className={classes.figure} onClick={onOpen}>
          {shown}
        </button>
      )}
    </Body>
  );
}

/** A worrying value is a warning, and nobody is waited for: a triangle in place of the bars of a pause. */
function LevelIcon({ tone, size }: { tone: Exclude<FigureTone, 'plain'>; size: number }): ReactNode {
  if (tone !== 'waiting') return <StateIcon tone={tone} size={size} />;
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d="M8 1.5 15.5 14.5H.5z" fill="currentColor" />
      <path d="M8 6v4m0 1.5v1.2" stroke="var(--on-tone)" strokeWidth="1.8" />
    </svg>
  );
}
