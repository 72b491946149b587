import type { AlertItem } from '../../../shared/contract/alerts';

/** What is told without an alert behind it, such as that a drill completed, never fires. */
export function isFiring({ status, alertId }: AlertItem): boolean {
  return status === 'FIRING' && alertId !== null;
}

/** Nobody has answered it yet. */
export function isUnanswered(alert: AlertItem): boolean {
  return isFiring(alert) && alert.acknowledgedAt === null;
}
