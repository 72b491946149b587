import { defineSource } from './source';

/** Who we are: the account of the context, and whether the session still holds. */
export const stsIdentity = defineSource({
  id: 'sts-identity',
  title: 'Identity',
  chip: 'STS',
  everySeconds: () => 300,
  async read(reading) {
    const { aws, core, at, contextId } = reading;
    const { accountId } = await aws.renewIdentity();
    const context = core.state().contexts[contextId];
    if (context === undefined || context.accountId === accountId) return { events: [] };
    return { events: [{ type: 'context.opened', at, context: { ...context, accountId } }] };
  },
});
