import type { ReactNode } from 'react';
import classes from './state-mark.module.css';
import type { Spoken, Tone } from './tone';

/** The icon of a tone: its shape alone tells it from every other. 14 px, in the tone's colour. */
export function StateIcon({ tone, size = 14 }: { tone: Tone; size?: number }): ReactNode {
  return (
    <svg
      className={classes.icon}
      data-tone={tone}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      {shapeOf(tone)}
    </svg>
  );
}

/** Icon, word and colour, always together. */
export function StateMark({ spoken, strong = false }: { spoken: Spoken; strong?: boolean }): ReactNode {
  return (
    <span className={classes.mark} data-tone={spoken.tone} data-strong={strong || undefined}>
      <StateIcon tone={spoken.tone} />
      <span className={classes.word}>{spoken.word}</span>
    </span>
  );
}

function shapeOf(tone: Tone): ReactNode {
  switch (tone) {
    case 'running':
      return <circle className={classes.pulse} cx="8" cy="8" r="5" fill="currentColor" />;
    case 'waiting':
      return <path d="M4 2.5h3v11H4zM9 2.5h3v11H9z" fill="currentColor" />;
    case 'succeeded':
      return (
        <path
          d="M2.5 8.5 6.5 12.5 13.5 4"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.4"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      );
    case 'failed':
      return (
        <>
          <path d="M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z" fill="currentColor" />
          <path d="m5.3 5.3 5.4 5.4m0-5.4-5.4 5.4" stroke="var(--on-tone)" strokeWidth="1.9" strokeLinecap="round" />
        </>
      );
    case 'cancelled':
      return (
        <g fill="none" stroke="currentColor" strokeWidth="2">
          <circle cx="8" cy="8" r="5.8" />
          <path d="m4 12 8-8" />
        </g>
      );
    case 'unknown':
      return (
        <g fill="none" stroke="currentColor">
          <circle cx="8" cy="8" r="6" strokeWidth="1.6" strokeDasharray="2.6 2.1" />
          <path d="M5 10.5 10.5 5M7.5 11.5l4-4" strokeWidth="1.2" />
        </g>
      );
    case 'quiet':
      return <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="1.6" />;
    case 'snapshot':
      return <path d="M2 14 14 2M2 9 9 2M7 14l7-7" stroke="currentColor" strokeWidth="2" />;
    case 'conversion':
      return (
        <g fill="currentColor">
          <circle cx="4" cy="4" r="1.9" />
          <circle cx="12" cy="4" r="1.9" />
          <circle cx="8" cy="8" r="1.9" />
          <circle cx="4" cy="12" r="1.9" />
          <circle cx="12" cy="12" r="1.9" />
        </g>
      );
    case 'launch':
      return <path d="M8 1.5 13 8h-3v6.5H6V8H3z" fill="currentColor" />;
  }
}
