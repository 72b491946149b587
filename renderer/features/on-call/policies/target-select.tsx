import { MultiSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import type { EscalationTarget } from '../../../../shared/domain/alerting/escalate/escalation';
import type { OnCallSettings } from '../../../../shared/domain/alerting/on-call/settings';
import { t } from '../../../language/language';

/** A channel of a notification configuration, by what people call it. */
export interface ChannelChoice {
  readonly notificationId: string;
  readonly channelIndex: number;
  readonly name: string;
}

interface TargetSelectProps {
  readonly targets: readonly EscalationTarget[];
  readonly settings: OnCallSettings;
  readonly channels: readonly ChannelChoice[];
  readonly label: string;
  readonly error?: string | undefined;
  readonly disabled: boolean;
  readonly onChange: (targets: EscalationTarget[]) => void;
}

/** Who is asked at a step: people, schedules (whoever is on call then) and channels. */
export function TargetSelect(props: TargetSelectProps): ReactNode {
  const { targets, settings, channels, label, error, disabled, onChange } = props;
  const known: readonly EscalationTarget[] = [
    ...settings.schedules.map(({ id }) => ({ kind: 'schedule' as const, scheduleId: id })),
    ...settings.people.map(({ id }) => ({ kind: 'person' as const, personId: id })),
    ...channels.map(({ notificationId, channelIndex }) => ({ kind: 'channel' as const, notificationId, channelIndex })),
  ];
  const choices = new Map([...known, ...targets].map((target) => [keyOf(target), target]));
  const group = (kind: EscalationTarget['kind']) => ({
    group: t(`onCall.targets:${kind}`),
    items: [...choices]
      .filter(([, target]) => target.kind === kind)
      .map(([value, target]) => ({ value, label: targetName(target, settings, channels) })),
  });
  return (
    <MultiSelect
      size="xs"
      label={label}
      searchable
      hidePickedOptions
      data={[group('schedule'), group('person'), group('channel')].filter(({ items }) => items.length > 0)}
      value={targets.map(keyOf)}
      error={error}
      disabled={disabled}
      onChange={(keys) => onChange(keys.flatMap((key) => choices.get(key) ?? []))}
    />
  );
}

function keyOf(target: EscalationTarget): string {
  switch (target.kind) {
    case 'person':
      return `person:${target.personId}`;
    case 'schedule':
      return `schedule:${target.scheduleId}`;
    case 'channel':
      return `channel:${target.notificationId}/${target.channelIndex}`;
  }
}

/** What people call a target; one that is gone is named by its id. */
export function targetName(
  target: EscalationTarget,
  { people, schedules }: Pick<OnCallSettings, 'people' | 'schedules'>,
  channels: readonly ChannelChoice[],
): string {
  switch (target.kind) {
    case 'person':
      return people.find(({ id }) => id === target.personId)?.name ?? t('onCall.isGone', { id: target.personId });
    case 'schedule': {
      const schedule = schedules.find(({ id }) => id === target.scheduleId);
      return schedule === undefined
        ? t('onCall.isGone', { id: target.scheduleId })
        : t('onCall.whoeverOf', { name: schedule.name });
    }
    case 'channel':
      return (
        channels.find(
          ({ notificationId, channelIndex }) => notificationId === target.notificationId && channelIndex === target.channelIndex,
        )?.name ?? t('onCall.isGone', { id: target.notificationId })
      );
  }
}
