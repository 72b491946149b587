/** The page's own time and chance. Only the entry file makes a real one, so everything past it can be driven by hand. */
export interface Wall {
  /** Epoch milliseconds of this computer. */
  nowMs(): number;
  /** Calls `task` once after `ms`; the answer cancels it. */
  after(ms: number, task: () => void): () => void;
  /** In [0, 1). */
  unit(): number;
}
