import { z } from 'zod';
import type { ActionReply } from '../engine-api';

/** What the platform's execution handler answers to a direct invocation. Source: aws-contracts 1.4. */
const Refusal = z.looseObject({ error: z.string(), message: z.string().nullish() });
const Acceptance = z.looseObject({ message: z.string().nullish(), status: z.string().nullish() });
/** A Lambda that failed answers with this instead. */
const Crash = z.looseObject({ errorType: z.string(), errorMessage: z.string().nullish() });
/** Some paths answer as if they had been asked over HTTP. */
const Wrapped = z.looseObject({ statusCode: z.number(), body: z.string() });

/** The handler's reply in the platform's own words. Free-text errors, crashes and HTTP-shaped replies occur besides the documented form. */
export function readReply(payload: unknown): ActionReply {
  const wrapped = Wrapped.safeParse(payload);
  if (wrapped.success) return readReply(parse(wrapped.data.body));
  const crash = Crash.safeParse(payload);
  if (crash.success) {
    return refused(`The platform's handler failed (${crash.data.errorType}): ${crash.data.errorMessage ?? 'no reason given'}`);
  }
  const refusal = Refusal.safeParse(payload);
  if (refusal.success) {
    const { error, message } = refusal.data;
    return refused(message ? `${message} (${error})` : error);
  }
  const acceptance = Acceptance.safeParse(payload);
  if (!acceptance.success) return refused("The platform's handler answered in a form the console does not know.");
  return { outcome: 'accepted', message: acceptance.data.message ?? acceptance.data.status ?? 'Accepted.' };
}

function refused(message: string): ActionReply {
  return { outcome: 'refused', message };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { error: text };
  }
}
