import type { ReactNode } from 'react';
import { lookOf, type Marker } from './series-looks';

/** A piece of the line at place `index`, as the legend shows it: colour, dash and marker. */
export function Swatch({ index, large = false }: { index: number; large?: boolean }): ReactNode {
  const look = lookOf(index);
  const colour = `var(${look.colour})`;
  return (
    <svg width={large ? 52 : 26} height={large ? 20 : 10} viewBox="0 0 26 10" aria-hidden="true" focusable="false">
      <line x1="0" x2="26" y1="5" y2="5" stroke={colour} strokeWidth="2" strokeDasharray={look.dash.join(' ')} />
      <Mark marker={look.marker} colour={colour} />
    </svg>
  );
}

function Mark({ marker, colour }: { marker: Marker; colour: string }): ReactNode {
  switch (marker) {
    case 'circle':
      return <circle cx="13" cy="5" r="3.5" fill={colour} />;
    case 'square':
      return <rect x="10" y="2" width="6" height="6" fill={colour} />;
    case 'triangle':
      return <path d="M13 1.2 16.6 8H9.4z" fill={colour} />;
    case 'diamond':
      return <path d="M13 .8 16.6 5 13 9.2 9.4 5z" fill={colour} />;
  }
}
