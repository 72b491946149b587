/** What a mail of the platform says about itself. Fields that lie (region, type, failed wave) are not taken. */
export interface Mail {
  readonly eventType: string;
  readonly executionId: string;
  readonly planName: string | null;
}

const titles: readonly (readonly [RegExp, string])[] = [
  [/RECOVERY STARTED/, 'start'],
  [/RECOVERY COMPLETED/, 'complete'],
  [/RECOVERY FAILED/, 'fail'],
  [/EXECUTION PAUSED/, 'pause'],
];

/**
 * Reads a mail of `execution-notifications`; null where it names no execution. Values start at column 21 after a label; `start` says
 * "RECOVERY" for drills too and "Failed Wave" is a count, so only the execution and its plan are read. Source: aws-contracts 4.2.
 */
export function readMail(text: string, eventType: string | null): Mail | null {
  const fields = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const field = /^ {2}([A-Z][A-Za-z ]+?): +(.*)$/.exec(line);
    if (field?.[1] !== undefined && !fields.has(field[1])) fields.set(field[1], (field[2] ?? '').trim());
  }
  const executionId = fields.get('Execution ID');
  const title = titles.find(([pattern]) => pattern.test(text))?.[1];
  if (executionId === undefined || executionId === '' || (title === undefined && eventType === null)) return null;
  return { eventType: eventType ?? title ?? 'unknown', executionId, planName: fields.get('Recovery Plan') || null };
}

/** Whether a text is a mail of the platform at all. */
export function isMail(text: string): boolean {
  return text.includes('AWS DRS ORCHESTRATION');
}
