import { z } from 'zod';
import { channelOfAction } from '../../../../shared/domain/alerting/rules/action';
import { configurationIdOf } from '../../../../shared/domain/alerting/rules/action-messages';
import { type AlertConfiguration, isAlertConfiguration } from '../../../../shared/domain/alerting/rules/configuration';
import { NotificationSettings } from '../../../../shared/domain/notifications/defaults';
import { fieldAt, secretsIn, withSecrets } from '../../../../shared/domain/notifications/secret-fields';
import { err, ok, type Result } from '../../../../shared/lib/result';
import { reveal } from '../../notifications/reveal';
import type { SecretKeeper } from '../../notifications/secret-keeper';
import type { WriteProblem } from '../../notifications-api';
import type { NotificationStore } from '../../outbox/outbox-api';

/** Where rules send, in the form of notification settings: one configuration for each rule that has actions. */
export function asNotifications(rules: readonly AlertConfiguration[]): NotificationSettings {
  return NotificationSettings.parse({
    Notifications: rules.map(({ AlertId, Name, Actions = [] }) => ({
      NotificationId: configurationIdOf(AlertId),
      Name,
      Channels: Actions.map(channelOfAction),
    })),
  });
}

/** Rules whose secrets are references. `added` are to be dropped again if they are not written after all. */
export interface RulesTakenIn {
  readonly rules: readonly AlertConfiguration[];
  readonly added: readonly string[];
}

/** Moves the secrets of actions to the key store; everything else of a rule stays exactly as it is. */
export async function takeInSecrets(
  next: readonly AlertConfiguration[],
  held: readonly AlertConfiguration[],
  keeper: Pick<SecretKeeper, 'takeIn'>,
): Promise<Result<RulesTakenIn, WriteProblem>> {
  if (secretsIn(next.map(({ Actions }) => Actions ?? [])).length === 0) return ok({ rules: next, added: [] });
  const taken = await keeper.takeIn(asNotifications(next), asNotifications(held));
  if (!taken.ok) {
    const { field } = taken.error;
    return err({ ...taken.error, field: field === null ? null : inRules(field) });
  }
  const { settings, added } = taken.value;
  const references = new Map(
    secretsIn(settings.Notifications).flatMap(({ path, held: secret }) =>
      'reference' in secret ? [[fieldAt(path), secret.reference] as const] : [],
    ),
  );
  const rules = next.map((rule, index) => {
    const Actions = withSecrets(rule.Actions ?? [], ({ path }) => ({
      SecretRef: references.get(fieldAt([index, 'Channels', ...path])) ?? '',
    }));
    const kept: unknown = rule.Actions === undefined ? rule : { ...rule, Actions };
    return isAlertConfiguration(kept) ? kept : rule;
  });
  return ok({ rules, added });
}

function inRules(field: string): string {
  return field.replace(/^Notifications\[(\d+)\]\.Channels/, 'Rules[$1].Actions');
}

const OfRule = z.string().startsWith('rule:');

/** Finds the channel behind a delivery of a rule's action; everything else is asked of `store`. */
export function withRuleActions<S extends NotificationStore>(
  store: S,
  rules: { current(): readonly AlertConfiguration[] },
  keeper: Pick<SecretKeeper, 'value'>,
): S {
  return {
    ...store,
    reveal(delivery) {
      if (!OfRule.safeParse(delivery.notificationId).success) return store.reveal(delivery);
      const acting = rules.current().filter((rule) => configurationIdOf(rule.AlertId) === delivery.notificationId);
      return reveal(delivery, { ...store.current(), Notifications: asNotifications(acting).Notifications }, keeper);
    },
  };
}
