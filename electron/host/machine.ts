/** The machine's own time and chance. The two entry files make the real one; everything else is handed it. */
export interface Machine {
  /** Milliseconds since the epoch. */
  epochMs(): number;
  /** Milliseconds since the process began; never goes back. */
  monoMs(): number;
  /** In [0, 1). */
  unit(): number;
}
