import type { NotificationEvent } from '../../../../shared/domain/notifications/event';
import { unreachable } from '../../../../shared/lib/unreachable';

/** What a message does to its ticket. */
export type TicketAction = 'open' | 'note' | 'progress' | 'resolve';

/** A test always opens a ticket, which it then resolves itself. */
export function ticketAction({ lifecycle }: Pick<NotificationEvent, 'lifecycle'>, test: boolean): TicketAction {
  if (test) return 'open';
  switch (lifecycle) {
    case 'opens':
      return 'open';
    case 'updates':
    case 'informs':
      return 'note';
    case 'acknowledges':
      return 'progress';
    case 'closes':
      return 'resolve';
    default:
      return unreachable(lifecycle);
  }
}
