import type { ReactNode } from 'react';
import type { Tone } from '../../../ui/tone';
import classes from './progress.module.css';

interface MeterProps {
  readonly name: string;
  /** The figure, beside the name. */
  readonly figure: ReactNode;
  /** What it means, at the right. */
  readonly words: ReactNode;
  readonly tone?: Tone | undefined;
  /** Parts of the bar from the left, as shares of the whole; null draws an empty bar. */
  readonly parts: readonly { readonly share: number; readonly tone: Tone }[] | null;
}

/** A figure with its bar. Colour never speaks alone: the words beside it say the same. */
export function Meter({ name, figure, words, tone, parts }: MeterProps): ReactNode {
  return (
    <div className={classes.meter}>
      <div className={classes.line}>
        <span className={classes.name}>{name}</span>
        <b>{figure}</b>
        <span className={classes.words} data-tone={tone} title={typeof words === 'string' ? words : undefined}>
          {words}
        </span>
      </div>
      <div className={classes.bar} aria-hidden="true" data-empty={parts === null || undefined}>
        {parts?.map((part) => (
          <span key={part.tone} data-tone={part.tone} style={{ width: `${Math.max(0, Math.min(1, part.share)) * 100}%` }} />
        ))}
      </div>
    </div>
  );
}
