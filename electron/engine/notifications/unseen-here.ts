import type { Delivery } from '../../../shared/domain/notifications/delivery';
import type { Notifier } from '../ports';

/** Why a native alert cannot be shown on this computer, or null. Trying again would not help: it has no screen, or no service for them. */
export function unseenHere({ carrier }: Pick<Delivery, 'carrier'>, { by, why }: Pick<Notifier, 'by' | 'why'>): string | null {
  return carrier === 'desktop' && by === 'in-app' ? `Native alerts are not shown here: ${why}` : null;
}
