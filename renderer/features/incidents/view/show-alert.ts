/** The alerts of the incident shown. */
export const ALERTS_ID = 'incident-alerts';

/** Where an alert stands among them. */
export function idOfAlert(alertId: string): string {
  return `${ALERTS_ID}:${alertId}`;
}

/** Brings an alert of the incident shown into view, or all of them where it is not among those listed. */
export function showAlert(alertId: string): void {
  const shown = document.getElementById(idOfAlert(alertId)) ?? document.getElementById(ALERTS_ID);
  shown?.scrollIntoView({ block: 'center' });
  shown?.focus({ preventScroll: true });
}
