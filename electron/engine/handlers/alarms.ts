import { ORPCError } from '@orpc/server';
import { type AlarmPresetId, type AlarmView, alarmPresets } from '../../../shared/domain/capacity/alarms';
import type { ContextId } from '../../../shared/domain/primitives';
import type { AwsContext, DrsPlace } from '../aws/aws-context';
import type { Engine } from '../engine-api';
import type { Actor } from '../ports';
import { alarmPrefix } from '../telemetry/alarm-presets';
import { alarmHistory, findAlarm, listAlarms, makeAlarm, removeAlarm, switchAlarm } from '../telemetry/alarms';
import { askAws, awsAsked, contextAsked } from './aws-calls';
import { done, runCommand } from './commands';
import type { Implementer } from './implementer';
import { pageOf } from './paging';
import { impossible, notFound } from './problems';

interface Where {
  readonly context?: ContextId | undefined;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
}

export function alarmHandlers(os: Implementer, engine: Engine) {
  const { alarms } = os;
  const now = () => engine.ports.clock.now();
  /** Calls with the clients of the account and region asked for; what AWS refuses is told in the contract's form. */
  const at = <T>(where: Where, call: (aws: AwsContext, place: DrsPlace) => Promise<T>): Promise<T> => {
    const aws = awsAsked(engine, where.context);
    return askAws(engine, aws, async () => {
      const accountId = where.account ?? (await aws.identity()).accountId;
      return call(aws, { accountId, region: where.region ?? aws.spec.region });
    });
  };
  const found = (where: Where, name: string): Promise<AlarmView> =>
    at(where, async (aws, place) => {
      const alarm = await findAlarm(aws, place, name, now());
      if (alarm === null) throw notFound('alarm', name);
      return alarm;
    });
  /** Where servers replicate to beside the context's own account and region: lag alarms live there. */
  const elsewhere = (where: Where): { account: string; region: string }[] => {
    const contextId = contextAsked(engine, where.context);
    const own = engine.view().contexts[contextId];
    const places = new Map<string, { account: string; region: string }>();
    for (const { contextId: owner, accountId, region } of Object.values(engine.view().servers)) {
      if (owner !== contextId || (accountId === own?.accountId && region === own.region)) continue;
      places.set(`${accountId} ${region}`, { account: accountId, region });
    }
    return [...places.values()];
  };
  /** A place that may not be read hides its own alarms only; health tells of the missing permission. */
  const alarmsIn = (where: Where): Promise<AlarmView[]> =>
    at(where, (aws, place) => listAlarms(aws, place, now())).catch((refusal: unknown) => {
      if (refusal instanceof ORPCError) return [];
      throw refusal;
    });
  /** A lag alarm belongs where the lag is measured, unless somebody says where. */
  const placed = <T extends Where & { readonly preset: AlarmPresetId }>(input: T): T => {
    const [only, ...more] = elsewhere(input);
    if (input.preset !== 'lag-above-rpo' || input.account !== undefined || only === undefined || more.length > 0) return input;
    return { ...input, ...only };
  };
  const changing = (command: string, where: Where, actor: Actor, note: string) => ({
    command: `alarms.${command}`,
    need: 'admin' as const,
    actor,
    contextId: where.context,
    note,
  });
  const switching = (input: Where & { readonly name: string }, actor: Actor, actions: 'on' | 'off') =>
    runCommand(engine, changing(actions === 'on' ? 'enable' : 'disable', input, actor, input.name), async () => {
      await found(input, input.name);
      await at(input, (aws, place) => switchAlarm(aws, place, input.name, actions));
      return done(`The actions of ${input.name} are ${actions}.`, await found(input, input.name));
    });
  return {
    list: alarms.list.handler(async ({ input }) => {
      const home = await at(input, (aws, place) => listAlarms(aws, place, now()));
      const named = input.account !== undefined || input.region !== undefined;
      const others = named ? [] : await Promise.all(elsewhere(input).map((place) => alarmsIn({ ...input, ...place })));
      return pageOf([...home, ...others.flat()], input, ({ arn, name }) => `${name} ${arn}`, 'ascending');
    }),
    history: alarms.history.handler(async ({ input }) => {
      const items = await at(input, (aws, place) => alarmHistory(aws, place, input.name ?? null));
      return { items: items.slice(0, input.limit), nextToken: null };
    }),
    presets: alarms.presets.handler(() => ({ items: [...alarmPresets], nextToken: null })),
    create: alarms.create.handler(({ input, context: { actor } }) =>
      runCommand(engine, changing('create', input, actor, input.preset), async () => {
        const where = placed(input);
        const name = await at(where, (aws, place) => makeAlarm(aws, place, input.preset, input.threshold));
        if (name === null)
          throw impossible(
            'alarms.nothing-to-watch',
            'The platform’s rule for failed launches was not found in this account and region, so there is nothing such an alarm could watch.',
          );
        return done(`The alarm ${name} was made.`, await found(where, name));
      }),
    ),
    enable: alarms.enable.handler(({ input, context: { actor } }) => switching(input, actor, 'on')),
    disable: alarms.disable.handler(({ input, context: { actor } }) => switching(input, actor, 'off')),
    remove: alarms.remove.handler(({ input, context: { actor } }) =>
      runCommand(engine, changing('remove', input, actor, input.name), async (commandId) => {
        const prefix = alarmPrefix(engine.options.platform);
        if (!input.name.startsWith(prefix))
          throw impossible(
            'alarms.not-ours',
            `${input.name} was not made by a console; only alarms that begin with ${prefix} are removed here.`,
          );
        await found(input, input.name);
        await at(input, (aws, place) => removeAlarm(aws, place, input.name));
        const message = `The alarm ${input.name} was removed.`;
        return done(message, { commandId, outcome: 'accepted' as const, message });
      }),
    ),
  };
}
