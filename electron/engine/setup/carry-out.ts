import type { StepOutcome } from '../../../shared/domain/setup/outcomes';
import { differencesOf, type Step } from '../../../shared/domain/setup/plan';
import type { Place } from '../../../shared/domain/setup/wishes';
import { unreachable } from '../../../shared/lib/unreachable';
import type { Site } from './driver';
import { look, make, remove } from './drivers';

export interface StepReport {
  readonly id: string;
  readonly title: string;
  readonly outcome: StepOutcome;
  readonly message: string;
}

export interface CarryOutOptions {
  readonly siteOf: (place: Place) => Promise<Site>;
  readonly explain: (error: unknown) => { readonly message: string };
  /** Asked before each step: whether somebody wants it to end here. */
  readonly isCancelled: () => boolean;
  /** Called after each step, before the next begins: what it says is recorded. */
  readonly onStep: (report: StepReport) => void;
}

/**
 * Carries a plan out, step by step, in its order. Each step looks once more before it touches anything, so it may be repeated after any
 * interruption, and what somebody else made meanwhile stays theirs. A failed step does not keep the others back, except a queue:
 * nothing could deliver without it. Ends early when it is cancelled; what it answers is what was done.
 */
export async function carryOut(steps: readonly Step[], options: CarryOutOptions): Promise<StepReport[]> {
  const reports: StepReport[] = [];
  let isBlocked = false;
  for (const step of steps) {
    if (options.isCancelled()) break;
    const report = isBlocked ? skipped(step) : await carryOutOne(step, options);
    if (
      step.resource.kind === 'queue' &&
      step.state !== 'remove' &&
      (report.outcome === 'failed' || report.outcome === 'skipped')
    )
      isBlocked = true;
    reports.push(report);
    options.onStep(report);
  }
  return reports;
}

async function carryOutOne(step: Step, { siteOf, explain }: CarryOutOptions): Promise<StepReport> {
  const { id, resource } = step;
  const said = (outcome: StepOutcome, message: string): StepReport => ({ id, title: resource.title, outcome, message });
  try {
    const site = await siteOf(resource);
    switch (step.state) {
      case 'exists':
        return said('unchanged', 'There already, and as it should be.');
      case 'clash':
        return said('skipped', step.why);
      case 'create':
      case 'change':
      case 'unknown':
        return await putRight(step, site, said);
      case 'remove':
        return await takeAway(step, site, said);
      default:
        return unreachable(step.state);
    }
  } catch (error) {
    return said('failed', explain(error).message);
  }
}

type Say = (outcome: StepOutcome, message: string) => StepReport;

async function putRight({ resource }: Step, site: Site, said: Say): Promise<StepReport> {
  const seen = await look(resource, site);
  if (seen.kind === 'unknown') return said('failed', seen.why);
  if (seen.kind === 'present' && !seen.ours)
    return said('skipped', `Something named ${resource.name} exists and is not ours; it is not touched.`);
  if (seen.kind === 'present' && differencesOf(resource.settings, seen.settings).length === 0)
    return said('unchanged', 'There already, and as it should be.');
  await make(resource, site, seen);
  return seen.kind === 'absent' ? said('made', 'Made.') : said('changed', 'Changed to what it should be.');
}

async function takeAway({ resource }: Step, site: Site, said: Say): Promise<StepReport> {
  const seen = await look(resource, site);
  if (seen.kind === 'absent') return said('unchanged', 'Gone already.');
  if (seen.kind === 'unknown') return said('failed', seen.why);
  if (!seen.ours) return said('skipped', 'It does not carry our mark; it is not touched.');
  await remove(resource, site);
  return said('removed', 'Removed.');
}

function skipped({ id, resource }: Step): StepReport {
  return { id, title: resource.title, outcome: 'skipped', message: 'Not begun, because the queue could not be made.' };
}
