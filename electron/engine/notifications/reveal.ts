import { z } from 'zod';
import type { Channel } from '../../../shared/domain/notifications/configuration';
import { MailDefaults, type NotificationSettings } from '../../../shared/domain/notifications/defaults';
import { destinationsOf } from '../../../shared/domain/notifications/plan/destinations';
import { fieldAt, secretsIn, withSecrets } from '../../../shared/domain/notifications/secret-fields';
import { err, ok, type Result } from '../../../shared/lib/result';
import type { NotificationStore, Revealed } from '../outbox/outbox-api';
import { channelsIn, type PlacedChannel } from './channels-in';
import type { SecretKeeper } from './secret-keeper';

type Wanted = Parameters<NotificationStore['reveal']>[0];
type Refused = { readonly message: string; readonly isForNow?: true; readonly isOff?: true };

const Configuration = z.record(z.string(), z.unknown());

/** A channel's configuration with its secrets in place, to be used for one send and then forgotten. */
export async function reveal(
  delivery: Wanted,
  settings: NotificationSettings,
  keeper: Pick<SecretKeeper, 'value'>,
): Promise<Result<Revealed, Refused>> {
  const found = channelOf(delivery, settings);
  if (!found.ok) return found;
  const channel = found.value;
  const configuration = await withValues(channel.Configuration, keeper, Configuration);
  if (!configuration.ok) return configuration;
  const { Mail } = settings.Defaults;
  // Whoever sends no mail through a server must not suffer from that server's password.
  const mail = delivery.carrier === 'email-smtp' ? await withValues(Mail, keeper, MailDefaults) : ok(Mail);
  if (!mail.ok) return mail;
  return ok({
    type: channel.Type,
    configuration: configuration.value,
    mail: mail.value,
    branding: settings.Defaults.Branding,
  });
}

/**
 * The channel at the place that was decided, if it still leads there, else another of the same configuration that does, else one of
 * a configuration that wanted the event as well and told nobody because this one did. What is switched off leads nowhere but in a test.
 */
function channelOf(delivery: Wanted, settings: NotificationSettings): Result<Channel, Refused> {
  const leading = channelsIn(settings).filter((placed) => placed.step === delivery.step && leadsTo(placed, delivery, settings));
  const own = leading.filter(({ configuration }) => configuration.NotificationId === delivery.notificationId);
  const others = leading.filter(({ configuration }) => delivery.alsoMatched.includes(configuration.Name));
  const usable = [...own, ...others].filter((placed) => delivery.test || isOn(placed));
  const found = usable.find((placed) => placed.channelIndex === delivery.channelIndex && own.includes(placed)) ?? usable[0];
  if (found !== undefined) return ok(found.channel);
  if (own.length > 0)
    return err({ message: `${own[0]?.configuration.Name} was switched off since this was decided.`, isOff: true });
  return err({ message: 'No channel of the notification settings leads there any more; they changed since this was decided.' });
}

function isOn({ configuration, channel, step }: PlacedChannel): boolean {
  const escalates = step === 0 || configuration.Escalation?.Enabled === true;
  return configuration.Enabled && escalates && channel.Configuration.Enabled !== false;
}

function leadsTo(placed: PlacedChannel, { channel, destination }: Wanted, { Defaults }: NotificationSettings): boolean {
  if (placed.channel.Type !== channel) return false;
  return destinationsOf(placed.channel, placed.configuration.Name, Defaults).some((one) => one.destination === destination);
}

async function withValues<S extends z.ZodType>(
  held: unknown,
  keeper: Pick<SecretKeeper, 'value'>,
  schema: S,
): Promise<Result<z.infer<S>, Refused>> {
  const values = new Map<string, string>();
  for (const { path, held: secret } of secretsIn(held)) {
    if ('value' in secret) continue;
    const value = await valueBehind(secret.reference, keeper);
    if (value === undefined) return err({ message: 'The key store does not answer now.', isForNow: true });
    if (value === null)
      return err({
        message: `The key store has no ${fieldAt(path)} (${secret.reference}); give its value in the settings again.`,
      });
    values.set(secret.reference, value);
  }
  const whole = withSecrets(held, ({ held: secret }) => ('value' in secret ? secret.value : values.get(secret.reference)));
  return ok(schema.parse(whole));
}

/** Null where the key store has none of that name; undefined where it does not answer: the outbox tries again. */
async function valueBehind(reference: string, keeper: Pick<SecretKeeper, 'value'>): Promise<string | null | undefined> {
  try {
    return await keeper.value(reference);
  } catch {
    return undefined;
  }
}
