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
  const line = large ? 38 : 19;
  const lines = (under === undefined ? 0 : 1) + (more === undefined ? 0 : 1);
  const tall = Math.max(line, frame.height - lines * line - 6);
  const room = (frame.width - 8) / (value.length * 0.6 + (tone === 'plain' ? 0 : 1.1));
  const size = Math.max(large ? 28 : 16, Math.min(tall * 0.82, room, large ? 200 : 56));
  const shown = (
    <>
      <span className={`${classes.value} ${classes.tone}`} data-tone={tone} style={{ fontSize: size }}>
        {tone === 'plain' ? null : <StateIcon tone={tone} size={Math.round(size * 0.62)} />}
        {value}
      </span>
      {under === undefined ? null : <span className={classes.under}>{under}</span>}
      {more === undefined || frame.height < size + line * 2 ? null : <span className={classes.under}>{more}</span>}
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
