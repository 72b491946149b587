import type { DeliverySummary } from '../../../../shared/domain/notifications/record';

const columns: readonly (readonly [string, (one: DeliverySummary) => string | number | null])[] = [
  ['decided', (one) => one.queuedAt],
  ['state', (one) => one.state],
  ['reason', (one) => one.reason],
  ['severity', (one) => one.severity],
  ['event', (one) => one.eventType],
  ['title', (one) => one.eventTitle],
  ['execution', (one) => one.executionId],
  ['configuration', (one) => one.configurationName],
  ['why', (one) => one.why],
  ['carrier', (one) => one.carrier],
  ['to', (one) => one.destinationLabel],
  ['attempts', (one) => one.attempts],
  ['latencyMs', (one) => one.latencyMs],
  ['test', (one) => (one.test ? 'yes' : 'no')],
  ['deliveryId', (one) => one.deliveryId],
];

/** The history as CSV (RFC 4180). A cell that a spreadsheet would take for a formula is told to be text. */
export function historyCsv(rows: readonly DeliverySummary[]): string {
  const lines = [columns.map(([name]) => name), ...rows.map((row) => columns.map(([, of]) => cell(of(row))))];
  return `${lines.map((line) => line.join(',')).join('\r\n')}\r\n`;
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
