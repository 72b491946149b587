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
          <path d="M-2 10 10 -2M2 14 14 2M-6 6 6 -6" stroke="var(--snapshot)" strokeWidth="2.6" />
        </Pattern>
        <Pattern id="bar-conversion" colour="var(--conversion)" strength={38}>
          <circle cx="3" cy="3" r="1.7" fill="var(--conversion)" />
          <circle cx="9" cy="9" r="1.7" fill="var(--conversion)" />
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
          <path d="m3 3 6 6m0-6-6 6" stroke="var(--failed)" strokeWidth="1.4" />
        </Pattern>
        <Pattern id="bar-waiting" colour="var(--waiting)" strength={16}>
          <path d="M3 0v12" stroke="var(--waiting)" strokeWidth="1.6" />
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
    <pattern id={id} width="12" height="12" patternUnits="userSpaceOnUse">
      <rect width="12" height="12" fill={`color-mix(in srgb, ${colour} ${strength}%, var(--ground))`} />
      {children}
    </pattern>
  );
}
