import type { Execution, Participant } from '../../../shared/domain/view';

/** What is worth saying aloud of a change in the execution that is watched. */
export type Said =
  | { readonly kind: 'server-failed'; readonly server: string; readonly error: string | null }
  | { readonly kind: 'servers-failed'; readonly servers: number }
  | { readonly kind: 'wave'; readonly label: string; readonly status: Execution['waves'][number]['status'] }
  | { readonly kind: 'execution'; readonly planName: string; readonly status: Execution['status']; readonly summary: string };

export interface Moment {
  readonly execution: Execution;
  readonly participants: readonly Participant[];
}

/** Sentences between two moments of one execution, most pressing first; a crowd of servers is one sentence. */
export function saidBetween(before: Moment, after: Moment): readonly Said[] {
  const said: Said[] = [];
  const failedBefore = new Set(before.participants.flatMap((one) => (one.phase === 'FAILED' ? [one.id] : [])));
  const failed = after.participants.filter((one) => one.phase === 'FAILED' && !failedBefore.has(one.id));
  const [first] = failed;
  if (failed.length === 1 && first !== undefined)
    said.push({ kind: 'server-failed', server: first.serverName, error: first.error });
  if (failed.length > 1) said.push({ kind: 'servers-failed', servers: failed.length });
  if (before.execution.status !== after.execution.status) {
    const { planName, status, summary } = after.execution;
    said.push({ kind: 'execution', planName, status, summary });
  }
  for (const wave of after.execution.waves) {
    const was = before.execution.waves.find((one) => one.waveNumber === wave.waveNumber);
    if (was !== undefined && was.status !== wave.status && wave.status !== 'PENDING')
      said.push({ kind: 'wave', label: wave.label, status: wave.status });
  }
  return said;
}
