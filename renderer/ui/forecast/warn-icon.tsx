import type { ReactNode } from 'react';

/** A triangle: something worries, and nobody is waited for. */
export function WarnIcon({ size = 14 }: { size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d="M8 1.5 15.5 14.5H.5z" fill="currentColor" />
      <path d="M8 6v4m0 1.5v1.2" stroke="var(--ground)" strokeWidth="1.8" />
    </svg>
  );
}
