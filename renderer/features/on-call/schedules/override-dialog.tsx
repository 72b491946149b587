import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Override } from '../../../../shared/domain/alerting/on-call/schedule';
import type { Span } from '../../../../shared/domain/alerting/on-call/weekly';
import { t } from '../../../language/language';
import classes from '../../../ui/editing/editing.module.css';
import { fieldOf, momentOfField } from '../local-time';
import type { People } from './calendar/lanes-of';

/** What an override says; its id, author and moment come from the engine. */
export type WantedOverride = Pick<Override, 'kind' | 'personId' | 'replaces' | 'from' | 'to' | 'note'>;

interface OverrideDialogProps {
  readonly span: Span | null;
  /** Whose shift was chosen, if one was. */
  readonly replaces: string | null;
  readonly zone: string;
  readonly people: People;
  readonly onClose: () => void;
  /** True when it was taken. */
  readonly onSubmit: (override: WantedOverride) => Promise<boolean>;
}

const KINDS = ['replace', 'add', 'remove'] as const;

/** Somebody takes over, comes in addition, or drops out for a time. Times are those of the schedule's clocks. */
export function OverrideDialog(props: OverrideDialogProps): ReactNode {
  return (
    <Modal
      opened={props.span !== null}
      onClose={props.onClose}
      title={t('onCall.changeWhoIsOnCall')}
      centered
      closeButtonProps={{ 'aria-label': t('onCall.close') }}
    >
      {props.span === null ? null : <OverrideForm {...props} span={props.span} key={`${props.span.fromMs} ${props.replaces}`} />}
    </Modal>
  );
}

function OverrideForm({ span, replaces, zone, people, onClose, onSubmit }: OverrideDialogProps & { span: Span }): ReactNode {
  const [kind, setKind] = useState<Override['kind']>('replace');
  const [personId, setPersonId] = useState<string | null>(null);
  const [whom, setWhom] = useState<string | null>(replaces);
  const [from, setFrom] = useState(fieldOf(zone, span.fromMs));
  const [to, setTo] = useState(fieldOf(zone, span.toMs));
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const begin = momentOfField(zone, from);
  const end = momentOfField(zone, to);
  const inOrder = begin !== null && end !== null && begin < end;
  const choices = people.map(({ id, name }) => ({ value: id, label: name }));
  const submit = async (): Promise<void> => {
    if (personId === null || begin === null || end === null) return;
    setBusy(true);
    const taken = await onSubmit({
      kind,
      personId,
      replaces: kind === 'replace' ? whom : null,
      from: begin,
      to: end,
      note: note.trim(),
    });
    setBusy(false);
    if (taken) onClose();
  };
  return (
    <Stack gap="sm">
      <Select
        size="xs"
        label={t('onCall.whatChanges')}
        allowDeselect={false}
        data={KINDS.map((value) => ({ value, label: t(`onCall.override:${value}`) }))}
        value={kind}
        onChange={(value) => setKind(KINDS.find((one) => one === value) ?? 'replace')}
      />
      <Select
        size="xs"
        label={t(kind === 'remove' ? 'onCall.whoDropsOut' : 'onCall.whoTakesOver')}
        searchable
        data={choices}
        value={personId}
        onChange={setPersonId}
      />
      {kind === 'replace' ? (
        <Select
          size="xs"
          label={t('onCall.inPlaceOf')}
          placeholder={t('onCall.everybody')}
          clearable
          data={choices}
          value={whom}
          onChange={setWhom}
        />
      ) : null}
      <Group grow align="flex-start">
        <TextInput
          size="xs"
          type="datetime-local"
          label={t('onCall.from')}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          size="xs"
          type="datetime-local"
          label={t('onCall.to')}
          value={to}
          error={inOrder ? undefined : t('onCall.endAfterBeginning')}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </Group>
      <p className={classes.dim}>{t('onCall.clocksOf', { zone })}</p>
      <TextInput size="xs" label={t('onCall.note')} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      <Group justify="flex-end">
        <Button size="xs" variant="default" onClick={onClose}>
          {t('onCall.cancel')}
        </Button>
        <Button size="xs" disabled={personId === null || !inOrder} loading={busy} onClick={() => void submit()}>
          {t('onCall.recordChange')}
        </Button>
      </Group>
    </Stack>
  );
}
