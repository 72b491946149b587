import { z } from 'zod';
import { Channel, TopicArn } from '../../notifications/configuration';

/**
 * What a rule does beside what incidents are told to anyway: a message to a destination of its own. `SNS_NOTIFICATION` publishes to a
 * topic; every other type is a channel as notifications have it, secrets included. `Message` is Liquid with the variables of templates.
 */
export const RuleAction = z.discriminatedUnion('Type', [
  z.looseObject({
    Type: z.literal('SNS_NOTIFICATION'),
    Configuration: z.looseObject({ TopicArn, Message: z.string().max(4_000).optional() }),
  }),
  ...Channel.options,
]);
export type RuleAction = z.infer<typeof RuleAction>;

/** The channel that carries an action. */
export function channelOfAction(action: RuleAction): Channel {
  return action.Type === 'SNS_NOTIFICATION' ? { Type: 'SNS', Configuration: action.Configuration } : action;
}

/** The words an action brings; null where it has none, and the console's own are sent. */
export function messageOfAction({ Configuration }: RuleAction): string | null {
  const held: unknown = 'Message' in Configuration ? Configuration.Message : undefined;
  return typeof held === 'string' && held.trim() !== '' ? held : null;
}
