import type { ReactNode } from 'react';
import type { Phase } from '../../../shared/domain/view';
import { ofPhase } from '../../ui/tone';

/** A square in the colour of a phase, with a mark of its own: the phases stay apart without colour. */
export function PhaseMark({ phase, size }: { phase: Phase; size: number }): ReactNode {
  const { tone } = ofPhase(phase);
  const colour = tone === 'quiet' ? 'var(--line-strong)' : `var(--${tone})`;
  const isOpen = phase === 'WAITING' || phase === 'TERMINATED';
  return (
    <>
      <rect
        x={0.5}
        y={0.5}
        width={Math.max(1, size - 1)}
        height={Math.max(1, size - 1)}
        rx={size > 8 ? 2 : 0}
        fill={isOpen ? 'var(--sunken)' : colour}
        fillOpacity={phase === 'LAUNCHED' ? 0.6 : 1}
        stroke={colour}
      />
      <g stroke="var(--on-tone)" strokeWidth={Math.max(1, size / 9)} fill="none" strokeLinecap="round">
        <Mark phase={phase} size={size} />
      </g>
    </>
  );
}

function Mark({ phase, size: s }: { phase: Phase; size: number }): ReactNode {
  switch (phase) {
    case 'WAITING':
      return null;
    case 'SNAPSHOT':
      return <path d={`M${s * 0.3} ${s * 0.7}L${s * 0.7} ${s * 0.3}`} />;
    case 'CONVERSION':
      return <path d={`M${s * 0.3} ${s * 0.38}H${s * 0.7}M${s * 0.3} ${s * 0.62}H${s * 0.7}`} />;
    case 'LAUNCH':
      return <path d={`M${s * 0.38} ${s * 0.28}L${s * 0.7} ${s * 0.5}L${s * 0.38} ${s * 0.72}Z`} fill="var(--on-tone)" />;
    case 'LAUNCHED':
      return <path d={`M${s * 0.27} ${s * 0.52}L${s * 0.43} ${s * 0.68}L${s * 0.73} ${s * 0.32}`} />;
    case 'FAILED':
      return <path d={`M${s * 0.3} ${s * 0.3}L${s * 0.7} ${s * 0.7}M${s * 0.7} ${s * 0.3}L${s * 0.3} ${s * 0.7}`} />;
    case 'TERMINATED':
      return <path d={`M${s * 0.3} ${s * 0.5}H${s * 0.7}`} stroke="var(--cancelled)" />;
  }
}
