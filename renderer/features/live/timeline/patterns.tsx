import type { ReactNode } from 'react';
import type { BarKind } from './stack-lane';

/** Fill of a bar. Phases carry a pattern beside their colour, so that they stay apart without it. */
export function fillOf(kind: BarKind | 'WAITING'): string {
  return `url(#bar-${kind.toLowerCase()})`;
}

/** Drawn once per page; bars refer to it. */
export function BarPatterns(): ReactNode {
  return (
    <svg width="0" height="0" style={{ position: 'absolute' }} aria-hidden="true" focusable="false">
      <defs>
        <Pattern id="bar-snapshot" colour="var(--snapshot)" strength={34}>
          <path d="M-1 1 1 -1M0 8 8 0M7 9 9 7" stroke="var(--snapshot)" strokeWidth="2.2" />
        </Pattern>
        <Pattern id="bar-conversion" colour="var(--conversion)" strength={38}>
          <circle cx="2" cy="2" r="1.2" fill="var(--conversion)" />
          <circle cx="6" cy="6" r="1.2" fill="var(--conversion)" />
        </Pattern>
        <Pattern id="bar-launch" colour="var(--launch)" strength={84}>
          {null}
        </Pattern>
        <Pattern id="bar-launched" colour="var(--succeeded)" strength={26}>
          {null}
        </Pattern>
        <Pattern id="bar-terminated" colour="var(--cancelled)" strength={30}>
          {null}
        </Pattern>
        <Pattern id="bar-failed" colour="var(--failed)" strength={30}>
          <path d="m2 2 4 4m0-4-4 4" stroke="var(--failed)" strokeWidth="1.4" />
        </Pattern>
        <Pattern id="bar-waiting" colour="var(--waiting)" strength={16}>
          <path d="M2 0v8" stroke="var(--waiting)" strokeWidth="1.6" />
        </Pattern>
      </defs>
    </svg>
  );
}

function Pattern({
  id,
  colour,
  strength,
  children,
}: {
  id: string;
  colour: string;
  strength: number;
  children: ReactNode;
}): ReactNode {
  return (
    <pattern id={id} width="8" height="8" patternUnits="userSpaceOnUse">
      <rect width="8" height="8" fill={`color-mix(in srgb, ${colour} ${strength}%, var(--ground))`} />
      {children}
    </pattern>
  );
}
