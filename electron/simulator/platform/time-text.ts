/** `2026-03-14T09:25:11Z`: the platform's mails carry no milliseconds. */
export function isoSeconds(instant: number): string {
  return new Date(instant).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** The platform's malformed stamp, offset and Z at once: `2026-03-01T08:00:00.000000+00:00Z`. */
export function brokenIso(instant: number): string {
  return new Date(instant).toISOString().replace('Z', '000+00:00Z');
}
