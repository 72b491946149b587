import { z } from 'zod';
import type { EventOf } from '../../events';
import { shortKey } from '../plan/short-key';
import { aboutExecution, placeOf } from './facts';
import { anEvent } from './form';
import type { Scene, Told } from './scene';

/** A script that names what it is about opens a page by it, and closes that page with `resolved`. */
const Page = z.object({ alertKey: z.string().min(1).max(200), resolved: z.boolean().default(false) });

/** Told by a script or another system: in its words, in the place it names. What one source tells keeps its order. */
export function customEvent(said: EventOf<'custom.received'>, scene: Scene): Told {
  const { at, customId, contextId, executionId, source, name, severity, title, summary, data } = said;
  const execution = executionId === null ? undefined : scene.view.executions[executionId];
  const page = Page.safeParse(data);
  const threadKey = shortKey(`custom:${page.success ? page.data.alertKey : source}`);
  const event = anEvent({
    ...(execution === undefined ? { ...placeOf(contextId, scene), threadKey } : aboutExecution(execution, scene)),
    type: 'custom.event',
    eventId: shortKey(`custom.event:${customId}`),
    occurredAt: at,
    severity,
    title,
    summary,
    custom: { source, name, data },
    ...(page.success
      ? {
          lifecycle: page.data.resolved ? ('closes' as const) : ('opens' as const),
          alertKey: shortKey(`custom:${page.data.alertKey}`),
        }
      : {}),
  });
  return { event, opening: null };
}
