import { z } from 'zod';

/** The form a message takes; several carriers may share one. */
export const Format = z.enum(['text', 'mail', 'sms', 'slack', 'card', 'pagerduty', 'body', 'sns', 'desktop']);
export type Format = z.infer<typeof Format>;
