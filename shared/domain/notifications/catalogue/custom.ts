import type { EventOf } from '../../events';
import type { CustomPageFact } from '../../state';
import { CustomPage } from '../custom-page';
import type { NotificationEvent } from '../event';
import type { Opening } from '../plan/plan-deliveries';
import { shortKey } from '../plan/short-key';
import { aboutExecution, placeOf } from './facts';
import { anEvent } from './form';
import type { Scene, Told } from './scene';

/**
 * Told by a script or another system: in its words, in the place it names. What one source tells keeps its order. The end of a page is
 * told where its beginning was, and to those who heard of that.
 */
export function customEvent(said: EventOf<'custom.received'>, scene: Scene): Told {
  const { at, customId, source, name, severity, title, summary, data } = said;
  const page = CustomPage.safeParse(data);
  const opened = page.success && page.data.resolved ? openedAs(page.data.alertKey, scene) : undefined;
  const contextId = said.contextId ?? opened?.contextId ?? null;
  const executionId = said.executionId ?? opened?.executionId ?? null;
  const execution = executionId === null ? undefined : scene.view.executions[executionId];
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
  return { event, opening: opened === undefined ? null : openingOf(event, opened) };
}

/** How the page was opened: before, or in the same commit. */
function openedAs(alertKey: string, { before, events }: Scene): CustomPageFact | undefined {
  const now = events.find((event) => {
    const page = event.type === 'custom.received' ? CustomPage.safeParse(event.data) : null;
    return page?.success === true && page.data.alertKey === alertKey && !page.data.resolved;
  });
  return now?.type === 'custom.received' ? now : before.customPages[alertKey];
}

function openingOf(event: NotificationEvent, { severity, at }: CustomPageFact): Opening {
  return { event: { ...event, severity }, at, acknowledgedAt: null };
}
