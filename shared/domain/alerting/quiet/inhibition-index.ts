import type { Alert } from '../alert';
import type { CompiledAlerting, CompiledInhibition } from './compiled';
import { labelOf, type Subject } from './labels-of';

/** Alerts by the inhibitions they take part in and the values of `equal`: fingerprints, to be looked up by whoever asks. */
export interface InhibitionIndex {
  /** To be called with every alert that is new or has other labels. */
  put(alert: Alert): void;
  /** Forgets everything; it is made anew when it is asked for. */
  reset(): void;
  sources(of: CompiledAlerting, inhibition: CompiledInhibition, key: string): Iterable<string>;
  targets(of: CompiledAlerting, inhibition: CompiledInhibition, key: string): Iterable<string>;
}

interface Sides {
  readonly sources: Map<string, Set<string>>;
  readonly targets: Map<string, Set<string>>;
}

/** Made when it is first asked for, and anew when the settings are others; `all` is what there is then. */
export function createInhibitionIndex(all: () => Iterable<Alert>): InhibitionIndex {
  let compiled: CompiledAlerting | null = null;
  let sides = new Map<CompiledInhibition, Sides>();

  function put(alert: Alert): void {
    if (compiled === null || compiled.inhibitions.length === 0) return;
    for (const inhibition of compiled.inhibitions) {
      const side = sides.get(inhibition);
      if (side === undefined) continue;
      const isSource = inhibition.isSource(alert);
      const isTarget = inhibition.isTarget(alert);
      if (!isSource && !isTarget) continue;
      const key = equalKey(inhibition, alert);
      if (isSource) add(side.sources, key, alert.fingerprint);
      if (isTarget) add(side.targets, key, alert.fingerprint);
    }
  }

  function sideOf(of: CompiledAlerting, inhibition: CompiledInhibition): Sides | undefined {
    if (of !== compiled) {
      compiled = of;
      sides = new Map(of.inhibitions.map((one) => [one, { sources: new Map(), targets: new Map() }]));
      for (const alert of all()) put(alert);
    }
    return sides.get(inhibition);
  }

  return {
    put,
    reset() {
      compiled = null;
      sides = new Map();
    },
    sources: (of, inhibition, key) => sideOf(of, inhibition)?.sources.get(key) ?? [],
    targets: (of, inhibition, key) => sideOf(of, inhibition)?.targets.get(key) ?? [],
  };
}

/** Labels that are missing on both sides are equal. */
export function equalKey({ inhibition }: CompiledInhibition, subject: Subject): string {
  return inhibition.equal.map((label) => labelOf(subject, label)).join('\u0000');
}

function add(side: Map<string, Set<string>>, key: string, fingerprint: string): void {
  const held = side.get(key);
  if (held === undefined) side.set(key, new Set([fingerprint]));
  else held.add(fingerprint);
}
