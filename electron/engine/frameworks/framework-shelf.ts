import { z } from 'zod';
import { evidenceKinds } from '../../../shared/domain/frameworks/evidence/registry';
import type { Framework } from '../../../shared/domain/frameworks/framework';
import { type FrameworkProblem, readFramework } from '../../../shared/domain/frameworks/read-framework';

/** A framework as its file says it; `framework` is null where that has problems. */
export interface ShelvedFramework {
  readonly frameworkId: string;
  readonly name: string;
  readonly version: string;
  readonly about: string;
  readonly controls: number;
  readonly shipped: boolean;
  readonly problems: readonly FrameworkProblem[];
  readonly framework: Framework | null;
  /** As it was written. */
  readonly source: unknown;
}

/** Shipped ones by name, then one's own; own ones may not take a shipped one's id, nor one another's. */
export function shelve(shipped: readonly unknown[], own: readonly unknown[]): readonly ShelvedFramework[] {
  const all: ShelvedFramework[] = shipped.map((source, index) => shelved(source, true, index));
  for (const [index, source] of own.entries()) {
    const one = shelved(source, false, index);
    const isTaken = all.some(({ frameworkId }) => frameworkId === one.frameworkId);
    const problem = { field: 'frameworkId', message: `there is another framework ${one.frameworkId}` };
    all.push(isTaken ? { ...one, frameworkId: `own-${index + 1}`, problems: [problem, ...one.problems], framework: null } : one);
  }
  return [...all].sort((a, b) => Number(b.shipped) - Number(a.shipped) || a.name.localeCompare(b.name, 'en'));
}

/** As much of a file as can be shown whatever is wrong with it. */
const Shown = z.looseObject({
  frameworkId: z.string().min(1).max(60),
  name: z.string().catch(''),
  version: z.string().catch(''),
  about: z.string().catch(''),
  controls: z.array(z.unknown()).catch([]),
});

function shelved(source: unknown, isShipped: boolean, index: number): ShelvedFramework {
  const read = readFramework(source);
  const unnamed = `${isShipped ? 'shipped' : 'own'}-${index + 1}`;
  const shown = Shown.safeParse(source).data ?? { frameworkId: unnamed, name: unnamed, version: '', about: '', controls: [] };
  return {
    frameworkId: shown.frameworkId,
    name: shown.name === '' ? shown.frameworkId : shown.name,
    version: shown.version,
    about: shown.about,
    controls: shown.controls.length,
    shipped: isShipped,
    problems: read.ok ? [] : read.error,
    framework: read.ok ? read.value : null,
    source,
  };
}

/** Kinds of evidence for whoever writes a framework. */
export function evidenceCatalogue(): { kind: string; title: string; how: string }[] {
  return evidenceKinds.map(({ kind, title, how }) => ({ kind, title, how }));
}
