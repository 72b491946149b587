import type { ChannelCheck } from '../../../../shared/contract/notifications';
import type { NotificationConfiguration } from '../../../../shared/domain/notifications/configuration';
import type { NotificationSettings } from '../../../../shared/domain/notifications/defaults';
import type { NotificationEvent } from '../../../../shared/domain/notifications/event';
import { allEventTypes, EventFamily, eventTypes } from '../../../../shared/domain/notifications/event-types';
import { matchConfiguration } from '../../../../shared/domain/notifications/match/match';
import { sampleEvent } from '../../../../shared/domain/notifications/samples/sample-event';
import { bad, good, warning } from './check';

/** What is wrong with the settings as a whole. Pure. */
export function generalChecks(settings: NotificationSettings): ChannelCheck[] {
  const { Notifications, Defaults } = settings;
  const checks = [
    ...coverageChecks(Notifications),
    ...Notifications.flatMap((configuration) => [...filterChecks(configuration), ...escalationChecks(configuration)]),
    ...(Defaults.ConsoleUrl === undefined
      ? [warning('defaults.console-url', 'Messages carry no links to this console.', 'Set ConsoleUrl under Defaults.')]
      : []),
  ];
  return checks.some(({ state }) => state !== 'good') ? checks : [...checks, good('settings', 'The settings are complete.')];
}

/** The one event that must reach somebody: a real recovery of production fails. */
const worst: NotificationEvent = { ...sampleEvent('execution.failed'), severity: 'CRITICAL', environment: 'production' };

function coverageChecks(configurations: readonly NotificationConfiguration[]): ChannelCheck[] {
  if (configurations.length === 0)
    return [bad('settings.none', 'Nobody is notified: there is no configuration.', 'Add one, or import a file.')];
  const worstReal = { ...worst, execution: worst.execution === null ? null : { ...worst.execution, type: 'RECOVERY' } };
  const isHeard = configurations.some(
    (configuration) => matchConfiguration(configuration, worstReal).matches && leadsSomewhere(configuration),
  );
  if (isHeard) return [];
  return [
    bad(
      'settings.critical',
      'No configuration is told when a recovery of production fails (CRITICAL).',
      'Let one configuration match production, RECOVERY and CRITICAL.',
    ),
  ];
}

function leadsSomewhere({ Channels }: NotificationConfiguration): boolean {
  return Channels.some(({ Configuration }) => Configuration.Enabled !== false);
}

const environments = ['production', 'test'];

function filterChecks(configuration: NotificationConfiguration): ChannelCheck[] {
  const { NotificationId, Name, EventFilters } = configuration;
  const unknownTypes = (EventFilters.EventTypes ?? []).filter((name) => !isKnownType(name.trim().toLowerCase()));
  const unknownPlaces = (EventFilters.Environments ?? []).filter((name) => !environments.includes(name.trim().toLowerCase()));
  return [
    ...(leadsSomewhere(configuration)
      ? []
      : [warning(`channels.${NotificationId}`, `${Name} has no channel that is switched on.`, 'Add a channel.')]),
    ...(unknownTypes.length === 0
      ? []
      : [
          warning(
            `event-types.${NotificationId}`,
            `${Name} waits for ${unknownTypes.join(', ')}, which is no event of the catalogue.`,
            'Choose from the catalogue; a whole family ends in .*, as in execution.*.',
          ),
        ]),
    ...(unknownPlaces.length === 0
      ? []
      : [
          warning(
            `environments.${NotificationId}`,
            `${Name} waits for the environment ${unknownPlaces.join(', ')}; accounts here are production or test.`,
            'Choose production or test.',
          ),
        ]),
  ];
}

function isKnownType(name: string): boolean {
  return allEventTypes.some((type) => type === name) || EventFamily.options.some((family) => name === `${family}.*`);
}

function escalationChecks(configuration: NotificationConfiguration): ChannelCheck[] {
  const { NotificationId, Name, Escalation } = configuration;
  if (Escalation?.Enabled !== true) return [];
  if (Escalation.EscalationChannels.length === 0)
    return [
      warning(
        `escalation.${NotificationId}`,
        `${Name} escalates to nobody.`,
        'Add a channel to its escalation, or switch it off.',
      ),
    ];
  return opensAny(configuration)
    ? []
    : [
        warning(
          `escalation.${NotificationId}`,
          `${Name} matches no event that anybody could acknowledge, so it never escalates.`,
          'Let it match failures, pauses or stalls too, or switch its escalation off.',
        ),
      ];
}

/** Whether it could hear of anything that opens a page. Only the kinds it names count: plans and waves come and go. */
function opensAny({ EventFilters: { EventTypes = [] } }: NotificationConfiguration): boolean {
  const names = EventTypes.map((name) => name.trim().toLowerCase());
  return allEventTypes.some(
    (type) =>
      eventTypes[type].lifecycle === 'opens' &&
      (names.length === 0 || names.includes(type) || names.includes(`${type.slice(0, type.indexOf('.'))}.*`)),
  );
}
