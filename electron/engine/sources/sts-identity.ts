import { describeSkew } from '../aws/skew';
import { defineSource, type Reading } from './source';

/** A clock further off than this makes signatures fail sooner or later, and ages wrong at once. */
const tolerableSkewMs = 4 * 60_000;

/** Who we are: the account of the context, and whether the session still holds. */
export const stsIdentity = defineSource({
  id: 'sts-identity',
  title: 'Identity',
  chip: 'STS',
  everySeconds: () => 300,
  async read(reading) {
    const { aws, core, at, contextId } = reading;
    const { accountId } = await aws.renewIdentity();
    warnOfSkew(reading);
    const context = core.state().contexts[contextId];
    if (context === undefined || context.accountId === accountId) return { events: [] };
    return { events: [{ type: 'context.opened', at, context: { ...context, accountId } }] };
  },
});

/** The SDK corrects its signatures by itself; times we record and compare with AWS's would stay wrong without a word. */
function warnOfSkew({ aws, core }: Reading): void {
  const ahead = aws.skew.aheadMs();
  if (ahead === null || Math.abs(ahead) < tolerableSkewMs) return;
  core.warn({
    code: 'clock-skew',
    message: `This computer's clock is ${describeSkew(ahead)} AWS's; ages and times of our own are wrong by that much.`,
    next: 'Set the clock of this computer or switch on time synchronisation.',
  });
}
