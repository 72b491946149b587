import type { EventOf } from '../../events';
import { shortKey } from '../plan/short-key';
import { aboutExecution, placeOf } from './facts';
import { anEvent } from './form';
import type { Scene, Told } from './scene';

/** Told by a script or another system: in its words, in the place it names. */
export function customEvent(said: EventOf<'custom.received'>, scene: Scene): Told {
  const { at, customId, contextId, executionId, source, name, severity, title, summary, data } = said;
  const execution = executionId === null ? undefined : scene.view.executions[executionId];
  const threadKey = contextId === null ? 'console' : `context:${contextId}`;
  const event = anEvent({
    ...(execution === undefined ? { ...placeOf(contextId, scene), threadKey } : aboutExecution(execution, scene)),
    type: 'custom.event',
    eventId: shortKey(`custom.event:${customId}`),
    occurredAt: at,
    severity,
    title,
    summary,
    custom: { source, name, data },
  });
  return { event, opening: null };
}
