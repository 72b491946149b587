import type { ChannelType, EventFilters } from '../../../../shared/domain/notifications/configuration';

/** A channel while it is being written: not checked yet, fields we do not know included. */
export interface DraftChannel {
  readonly Type: ChannelType;
  readonly Configuration: Readonly<Record<string, unknown>>;
  readonly [other: string]: unknown;
}

/** A configuration while it is being written. */
export interface Draft {
  readonly NotificationId: string;
  readonly Name: string;
  readonly Description?: string | undefined;
  readonly Enabled: boolean;
  readonly EventFilters: EventFilters;
  readonly Channels: readonly DraftChannel[];
  readonly Escalation?:
    | { readonly Enabled: boolean; readonly DelayMinutes: number; readonly EscalationChannels: readonly DraftChannel[] }
    | undefined;
  readonly [other: string]: unknown;
}

/** Where a channel stands: among those told at once (0), or those of the escalation (1). */
export interface ChannelPlace {
  readonly step: 0 | 1;
  readonly index: number;
}

/** A name that no other id has: `notify-3`. */
export function freshId(taken: readonly string[]): string {
  let number = taken.length + 1;
  while (taken.includes(`notify-${number}`)) number += 1;
  return `notify-${number}`;
}

export function newDraft(taken: readonly string[]): Draft {
  return {
    NotificationId: freshId(taken),
    Name: '',
    Enabled: true,
    EventFilters: { Severities: ['HIGH', 'CRITICAL'] },
    Channels: [],
  };
}

/** Secrets stay with the one they were written for; a copy asks for its own. */
export function copyOf(draft: Draft, taken: readonly string[]): Draft {
  return {
    ...draft,
    NotificationId: freshId(taken),
    Name: `${draft.Name} (copy)`,
    Channels: draft.Channels.map(withoutReferences),
    ...(draft.Escalation === undefined
      ? {}
      : { Escalation: { ...draft.Escalation, EscalationChannels: draft.Escalation.EscalationChannels.map(withoutReferences) } }),
  };
}

function withoutReferences(channel: DraftChannel): DraftChannel {
  const kept = Object.entries(channel.Configuration).filter(([, value]) => !isReference(value));
  return { ...channel, Configuration: Object.fromEntries(kept) };
}

/** A secret that lies in the key store. */
export function isReference(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'SecretRef' in value;
}

export function channelsOf(draft: Draft, step: ChannelPlace['step']): readonly DraftChannel[] {
  return step === 0 ? draft.Channels : (draft.Escalation?.EscalationChannels ?? []);
}

export function withChannels(draft: Draft, step: ChannelPlace['step'], channels: readonly DraftChannel[]): Draft {
  if (step === 0) return { ...draft, Channels: channels };
  const { Enabled = true, DelayMinutes = 15 } = draft.Escalation ?? {};
  return { ...draft, Escalation: { ...draft.Escalation, Enabled, DelayMinutes, EscalationChannels: channels } };
}

export function withChannel(draft: Draft, { step, index }: ChannelPlace, channel: DraftChannel): Draft {
  return withChannels(
    draft,
    step,
    channelsOf(draft, step).map((one, at) => (at === index ? channel : one)),
  );
}

/** Sets one field of a channel's configuration; `undefined` takes it away. */
export function withField(channel: DraftChannel, key: string, value: unknown): DraftChannel {
  const { [key]: _, ...others } = channel.Configuration;
  return { ...channel, Configuration: value === undefined ? others : { ...others, [key]: value } };
}

/** Path of a channel's field within its configuration, as problems name it. */
export function fieldPath({ step, index }: ChannelPlace, key: string): string {
  const list = step === 0 ? 'Channels' : 'Escalation.EscalationChannels';
  return `${list}[${index}].Configuration.${key}`;
}
