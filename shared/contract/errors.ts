import { z } from 'zod';

/** The one form of every error over REST, WebSocket and MessagePort (rest 1). `field` names what was wrong in the input. */
export const ApiError = z.object({
  code: z.string(),
  message: z.string(),
  field: z.string().optional(),
  /** For 403 by AWS: what is missing. */
  action: z.string().optional(),
  resource: z.string().optional(),
});
export type ApiError = z.infer<typeof ApiError>;

/** Errors every method may answer with; the name is oRPC's code, the `data` our own form without the message. */
export const commonErrors = {
  BAD_REQUEST: { status: 400, data: z.object({ code: z.string(), field: z.string().optional() }) },
  UNAUTHORIZED: { status: 401, data: z.object({ code: z.string() }) },
  FORBIDDEN: {
    status: 403,
    data: z.object({ code: z.string(), action: z.string().optional(), resource: z.string().optional() }),
  },
  NOT_FOUND: { status: 404, data: z.object({ code: z.string() }) },
  CONFLICT: { status: 409, data: z.object({ code: z.string() }) },
  UNPROCESSABLE_CONTENT: { status: 422, data: z.object({ code: z.string() }) },
  TOO_MANY_REQUESTS: { status: 429, data: z.object({ code: z.string() }) },
  SERVICE_UNAVAILABLE: { status: 503, data: z.object({ code: z.string() }) },
} as const;
