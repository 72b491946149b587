import type { ReactNode } from 'react';
import { Phase } from '../../../shared/domain/view';
import { ofPhase } from '../../ui/tone';

/** Fills of the phases that have length, as `url(#PREFIX + phase)`: stripes, dots and plain, so that they stay apart without colour. */
export function PhasePatterns({ prefix }: { prefix: string }): ReactNode {
  return (
    <defs>
      {Phase.options.map((phase) => {
        const colour = `var(--${ofPhase(phase).tone === 'quiet' ? 'text-dim' : ofPhase(phase).tone})`;
        return (
          <pattern key={phase} id={`${prefix}${phase}`} width="8" height="8" patternUnits="userSpaceOnUse">
            <rect width="8" height="8" fill={`color-mix(in srgb, ${colour} ${phase === 'LAUNCH' ? 88 : 48}%, var(--ground))`} />
            {phase === 'SNAPSHOT' ? <path d="M-1 1 1 -1M0 8 8 0M7 9 9 7" stroke={colour} strokeWidth="2.2" /> : null}
            {phase === 'CONVERSION' ? (
              <g fill={colour}>
                <circle cx="2" cy="2" r="1.3" />
                <circle cx="6" cy="6" r="1.3" />
              </g>
            ) : null}
          </pattern>
        );
      })}
    </defs>
  );
}
