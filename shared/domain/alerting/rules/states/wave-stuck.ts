import { z } from 'zod';
import type { Execution, Participant, Wave } from '../../../view';
import { definePredicate, isGoingOn, Minutes, minutesStill, minutesText, serversByExecution } from './predicate';

/** A wave that runs while none of its servers has gone any further for some time. */
export const waveStuck = definePredicate({
  name: 'wave-stuck',
  title: 'Wave stuck in a phase',
  text: 'A wave runs, and none of its servers has entered another phase for this long. With a phase named: only while one of them is in it.',
  parameters: z.object({
    Minutes: Minutes.default(45),
    Phase: z.enum(['WAITING', 'SNAPSHOT', 'CONVERSION', 'LAUNCH']).optional(),
  }),
  find({ Minutes: limit, Phase }, scene) {
    const { view } = scene;
    const running = Object.values(view.executions).filter((one) => isGoingOn(one) && one.status !== 'PAUSED');
    if (running.length === 0) return [];
    const servers = serversByExecution(view);
    return running.flatMap((execution) =>
      execution.waves.flatMap((wave) => {
        const all = servers.get(execution.executionId) ?? [];
        const parts = all.filter(({ waveNumber }) => waveNumber === wave.waveNumber);
        const open = parts.filter(({ phase }) => !ended.has(phase));
        if (wave.status !== 'RUNNING' || open.length === 0) return [];
        if (Phase !== undefined && !open.some(({ phase }) => phase === Phase)) return [];
        const minutes = minutesStill(movedAt(wave, parts), scene);
        return minutes < limit ? [] : [found(execution, wave, open, minutes, limit)];
      }),
    );
  },
});

const ended: ReadonlySet<string> = new Set(['LAUNCHED', 'FAILED', 'TERMINATED']);

/** When anything of the wave moved last. */
function movedAt(wave: Wave, parts: readonly Participant[]) {
  const moments = [wave.startedAt, ...parts.flatMap(({ phaseSince, lastEvent }) => [phaseSince, lastEvent?.at ?? null])];
  return moments.reduce((newest, at) => (at !== null && (newest === null || at > newest) ? at : newest), null);
}

function found(
  { executionId, contextId, planName }: Execution,
  wave: Wave,
  open: readonly Participant[],
  minutes: number,
  limit: number,
) {
  const phases = [...new Set(open.map(({ phase }) => phase))].join(', ');
  const names = open.slice(0, 5).map(({ serverName }) => serverName);
  const more = open.length > names.length ? ` and ${open.length - names.length} more` : '';
  return {
    key: `${executionId}/${wave.waveNumber}`,
    contextId,
    executionId,
    sourceServerId: null,
    labels: { wave: String(wave.waveNumber), waveLabel: wave.label, ...(wave.jobId === null ? {} : { job: wave.jobId }) },
    value: minutes * 60,
    threshold: limit * 60,
    title: `${planName}, ${wave.label}: nothing has moved for ${minutesText(minutes)}`,
    summary: `${open.length} of its servers are still in ${phases}: ${names.join(', ')}${more}.`,
    nextStep: 'Read the job log of the wave; if DRS has stopped working on it, cancel and start again.',
  };
}
