import { z } from 'zod';
import { definePredicate, isGoingOn, Minutes, minutesStill, minutesText } from './predicate';

/** One server that stays in a phase while the rest of its wave may go on. */
export const serverStuck = definePredicate({
  name: 'server-stuck',
  title: 'Server stuck in a phase',
  text: 'A server of a running execution has been in this phase for longer than this.',
  parameters: z.object({
    Minutes: Minutes.default(30),
    Phase: z.enum(['SNAPSHOT', 'CONVERSION', 'LAUNCH']).optional(),
  }),
  find: ({ Minutes: limit, Phase }, scene) =>
    Object.values(scene.view.participants).flatMap((one) => {
      const { executionId, sourceServerId, waveNumber, phase, phaseSince, serverName } = one;
      const execution = scene.view.executions[executionId];
      const isIn = phase === 'SNAPSHOT' || phase === 'CONVERSION' || phase === 'LAUNCH';
      if (!isIn || (Phase !== undefined && phase !== Phase)) return [];
      if (execution === undefined || !isGoingOn(execution)) return [];
      const minutes = minutesStill(phaseSince, scene);
      if (minutes < limit) return [];
      return [
        {
          key: `${one.id}/${phase}`,
          contextId: execution.contextId,
          executionId,
          sourceServerId,
          labels: { wave: String(waveNumber), phase },
          value: minutes * 60,
          threshold: limit * 60,
          title: `${serverName} has been in ${phase} for ${minutesText(minutes)}`,
          summary: `It entered ${phase} of ${execution.planName} at ${phaseSince ?? 'an unknown moment'}.`,
          nextStep: 'Read the job log of this server.',
        },
      ];
    }),
});
