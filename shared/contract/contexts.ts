import { z } from 'zod';
import { Context } from '../domain/context';
import { ContextId, Instant } from '../domain/primitives';
import { ListInput, method, page } from './base';

/** A sign-in that waits for somebody to confirm the code in a browser. */
export const SignIn = z.object({
  userCode: z.string(),
  verificationUri: z.string(),
  /** The same page with the code filled in. */
  verificationUriComplete: z.string(),
  expiresAt: Instant,
});
export type SignIn = z.infer<typeof SignIn>;

/** Whether a context has a way into its account. `off`: nobody watches it; `cannot-work`: its profile is at fault. */
export const ContextState = z.enum([
  'starting',
  'live',
  'needs-code',
  'needs-sign-in',
  'expired',
  'failing',
  'cannot-work',
  'off',
]);
export type ContextState = z.infer<typeof ContextState>;

export const ProfileKind = z.enum([
  'keys',
  'environment',
  'process',
  'sso',
  'web-identity',
  'machine',
  'login',
  'search',
  'role',
]);
export type ProfileKind = z.infer<typeof ProfileKind>;

export const ContextItem = Context.extend({
  watched: z.boolean(),
  state: ContextState,
  /** Why it is not live, and the next step. */
  message: z.string().nullable(),
  next: z.string().nullable(),
  /** How its profile comes to credentials; null for a profile at fault and in a rehearsal. */
  kind: ProfileKind.nullable(),
  /** When a person will have to act again: a session ends that cannot renew itself. */
  sessionEndsAt: Instant.nullable(),
  /** The sign-in under way, or why the last one did not come about. */
  signIn: SignIn.nullable(),
  signInRefusal: z.string().nullable(),
});
export type ContextItem = z.infer<typeof ContextItem>;

/** A profile of the AWS config and credentials files. */
export const ProfileItem = z.object({
  name: z.string(),
  kind: ProfileKind.nullable(),
  /** Region the profile sets, or null. */
  region: z.string().nullable(),
  /** Whether it can work, as far as the files tell. */
  works: z.boolean(),
  message: z.string().nullable(),
  next: z.string().nullable(),
  /** Asks for the code of a second factor. */
  needsCode: z.boolean(),
  /** What it takes its credentials from, nearest first: profiles, at the end perhaps `environment` or `machine`. */
  sources: z.array(z.string()),
  ssoSession: z.string().nullable(),
  /** Contexts that watch it. */
  contexts: z.array(ContextId),
});
export type ProfileItem = z.infer<typeof ProfileItem>;

/** An AWS configuration file as it was found. */
export const AwsFileItem = z.object({ path: z.string(), state: z.string(), brokenLines: z.array(z.string()) });
export type AwsFileItem = z.infer<typeof AwsFileItem>;

export const CallCount = z.object({
  contextId: ContextId,
  service: z.string(),
  operation: z.string(),
  /** Since the context was opened. */
  total: z.number().int(),
  /** Within the last minute on the engine's clock. */
  lastMinute: z.number().int(),
  /** How many waited for their turn, and how long the longest did. */
  waited: z.number().int(),
  longestWaitMs: z.number(),
  throttled: z.number().int(),
});
export type CallCount = z.infer<typeof CallCount>;

const which = z.object({ contextId: ContextId });

export const contexts = {
  list: method
    .route({
      method: 'GET',
      path: '/contexts',
      summary: 'Profiles × regions with their state, and every profile the AWS files have, with what is wrong with it',
    })
    .input(ListInput)
    .output(page(ContextItem).extend({ profiles: z.array(ProfileItem), files: z.array(AwsFileItem) })),
  put: method
    .route({
      method: 'PUT',
      path: '/contexts/{contextId}',
      summary: 'Name, colour and environment of a context; `watched: true` adds profile@region, `watched: false` lets it go',
    })
    .input(
      z.object({
        contextId: ContextId,
        name: z.string().trim().min(1).max(60).optional(),
        colour: z.string().max(30).optional(),
        environment: z.enum(['production', 'test']).optional(),
        watched: z.boolean().optional(),
      }),
    )
    .output(ContextItem),
  mfa: method
    .route({ method: 'POST', path: '/contexts/{contextId}/mfa', summary: 'Give the code of the second factor' })
    .input(which.extend({ code: z.string().regex(/^\d{6}$/, 'six digits') }))
    .output(ContextItem),
  signIn: method
    .route({
      method: 'POST',
      path: '/contexts/{contextId}/sign-in',
      summary: 'Begin an IAM Identity Center sign-in: the code to confirm in a browser',
    })
    .input(which)
    .output(SignIn),
  calls: method
    .route({ method: 'GET', path: '/calls', summary: 'Calls made to AWS, by context and operation' })
    .input(ListInput.extend({ context: z.string().optional() }))
    .output(page(CallCount)),
};
