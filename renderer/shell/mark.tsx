import type { ReactNode } from 'react';

/** The bell that gives the console its name. */
export function Mark(): ReactNode {
  return (
    <svg
      width="34"
      height="34"
      viewBox="0 0 64 64"
      role="img"
      aria-label="Tocsin"
      style={{ alignSelf: 'center', marginBottom: 8 }}
    >
      <path
        d="M32 8c-2 0-3.500 1.500-3.500 3.500v1.800C20.500 15 16 21.500 16 30v8c0 4-1.500 6.500-4.500 9.500h41C49.500 44.500 48 42 48 38v-8c0-8.500-4.500-15-12.500-16.700v-1.800C35.500 9.500 34 8 32 8z"
        fill="var(--waiting)"
      />
      <circle cx="32" cy="53" r="5" fill="var(--waiting)" />
      <path
        d="M5 28c1-7 4-12 9-16M59 28c-1-7-4-12-9-16"
        fill="none"
        stroke="var(--text-dim)"
        strokeWidth="4"
        strokeLinecap="round"
      />
    </svg>
  );
}
