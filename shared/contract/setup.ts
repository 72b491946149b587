import { z } from 'zod';
import { ContextId } from '../domain/primitives';
import { Discovered, Unread } from '../domain/setup/discovered';
import { SetupEnd, StepOutcome } from '../domain/setup/outcomes';
import { Step } from '../domain/setup/plan';
import { SetupProgress } from '../domain/setup/progress';
import { SetupRead } from '../domain/setup/reads';
import { Place, SetupWishes } from '../domain/setup/wishes';
import { method } from './base';

const byContext = z.object({ contextId: ContextId });

/** What an account holds, and what a set-up would do there. Read only. */
export const SetupSurvey = z.object({
  discovered: Discovered,
  wishes: SetupWishes,
  /** What the console reads by itself, and whether it is there. */
  reads: z.array(SetupRead),
  plan: z.array(Step),
  /** Parts that could not be looked at, with what is missing. */
  unread: z.array(Unread),
  progress: SetupProgress.nullable(),
});
export type SetupSurvey = z.infer<typeof SetupSurvey>;

const SetupReport = z.object({
  outcome: SetupEnd,
  message: z.string(),
  steps: z.array(z.object({ id: z.string(), title: z.string(), outcome: StepOutcome, message: z.string() })),
});

const VerifyReport = z.object({
  outcome: z.enum(['works', 'fails']),
  message: z.string(),
  checks: z.array(z.object({ id: z.string(), title: z.string(), outcome: z.enum(['works', 'fails']), message: z.string() })),
});

const Document = z.record(z.string(), z.unknown());

/** Connecting an account: for administrators of the console. */
export const setup = {
  survey: method
    .route({ method: 'GET', path: '/setup/{contextId}', summary: 'What an account holds, and what a set-up would do there' })
    .input(byContext)
    .output(SetupSurvey),
  preview: method
    .route({ method: 'POST', path: '/setup/{contextId}/preview', summary: 'The plan for other wishes; nothing is changed' })
    .input(byContext.extend({ wishes: SetupWishes }))
    .output(SetupSurvey),
  progress: method
    .route({ method: 'GET', path: '/setup/{contextId}/progress', summary: 'How far the last set-up has come, from the journal' })
    .input(byContext)
    .output(z.object({ progress: SetupProgress.nullable() })),
  apply: method
    .route({
      method: 'POST',
      path: '/setup/{contextId}/apply',
      summary: 'Make what the plan says; without wishes, go on with the last set-up',
    })
    .input(byContext.extend({ wishes: SetupWishes.optional() }))
    .output(SetupReport),
  cancel: method
    .route({
      method: 'POST',
      path: '/setup/{contextId}/cancel',
      summary: 'End the set-up, check or removal under way after its present step; repeating it goes on',
    })
    .input(byContext)
    .output(z.object({ message: z.string() })),
  verify: method
    .route({ method: 'POST', path: '/setup/{contextId}/verify', summary: 'Send a test event and see it arrive' })
    .input(byContext)
    .output(VerifyReport),
  remove: method
    .route({ method: 'POST', path: '/setup/{contextId}/remove', summary: 'Remove everything that carries our mark' })
    .input(byContext)
    .output(SetupReport),
  removeOld: method
    .route({
      method: 'POST',
      path: '/setup/{contextId}/old-queues/remove',
      summary: 'Remove the queue of an installation long gone',
    })
    .input(byContext.extend({ name: z.string().min(1).max(80) }))
    .output(SetupReport),
  template: method
    .route({
      method: 'GET',
      path: '/setup/{contextId}/template',
      summary: 'The plan as a CloudFormation template; with accountId and region, what forwards from there',
    })
    .input(byContext.extend(Place.partial().shape))
    .output(Document),
  policies: method
    .route({ method: 'GET', path: '/setup/{contextId}/policies', summary: 'IAM policies for this account, by task' })
    .input(byContext)
    .output(z.record(z.string(), Document)),
};
