import type { AwsContext } from '../aws/aws-context';
import { describeSkew } from '../aws/skew';
import type { Core } from '../engine-api';

/** A clock further off than this makes signatures fail sooner or later, and ages wrong at once. */
const tolerableMs = 4 * 60_000;

/** Contexts in which the clock was found wrong, and by how much (milliseconds ahead). */
const warned = new WeakMap<AwsContext, number>();

/**
 * Warns when this computer's clock and AWS's disagree. The SDK corrects its signatures by itself, so everything seems to work; but the
 * times the console records, and the ages it shows, would be wrong without a word.
 */
export function watchClock(aws: AwsContext, core: Core): void {
  const ahead = aws.skew.aheadMs();
  if (ahead === null) return;
  const before = warned.get(aws);
  if (Math.abs(ahead) >= tolerableMs) {
    if (before !== undefined) return;
    warned.set(aws, ahead);
    core.warn({
      code: 'clock-skew',
      message: `This computer's clock is ${describeSkew(ahead)} AWS's; ages and times of our own are wrong by that much.`,
      next: 'Set the clock of this computer or switch on time synchronisation.',
    });
  } else if (before !== undefined) {
    warned.delete(aws);
    core.warn({
      code: 'clock-skew',
      message: `This computer's clock was ${describeSkew(before)} AWS's and is right again; times recorded meanwhile are wrong by that much.`,
      next: 'Nothing to do. The warning goes with the next start.',
    });
  }
}
