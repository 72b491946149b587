import { Button, NumberInput, Switch, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import type { HeartbeatState } from '../../../../shared/contract/on-call';
import type { Heartbeat, OnCallSettings } from '../../../../shared/domain/alerting/on-call/settings';
import { isEqual } from '../../../../shared/lib/equal';
import { t } from '../../../language/language';
import { useAskBeforeLeaving } from '../../../store/use-ask-before-leaving';
import { tell } from '../../../store/use-command';
import type { DocumentStore } from '../../../store/use-document';
import editing from '../../../ui/editing/editing.module.css';
import { StateMark } from '../../../ui/state-mark';
import { Ago } from '../../../ui/time';
import type { Spoken } from '../../../ui/tone';
import classes from './now.module.css';

type Wanted = z.infer<typeof Heartbeat>;

interface HeartbeatFormProps {
  readonly store: DocumentStore<OnCallSettings>;
  readonly state: z.infer<typeof HeartbeatState>;
  readonly readOnly: boolean;
}

/** A sign of life to a service elsewhere, which raises the alarm when this console itself dies. */
export function HeartbeatForm({ store, state, readOnly }: HeartbeatFormProps): ReactNode {
  const stored = store.held?.value.heartbeat;
  const [draft, setDraft] = useState<Wanted | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const dirty = draft !== null && stored !== undefined && !isEqual(draft, stored);
  useAskBeforeLeaving(dirty);
  if (stored === undefined || store.held === null) return null;
  const { held } = store;
  const shown = draft ?? stored;
  const set = (change: Partial<Wanted>): void => {
    setProblem(null);
    setDraft({ ...shown, ...change });
  };
  const save = async (): Promise<void> => {
    const why = await store.save(held, { ...held.value, heartbeat: shown });
    if (why?.conflict === true) await store.again();
    if (why !== null) return setProblem(why.conflict ? t('alerting.somebodySavedMeanwhile') : why.message);
    setDraft(null);
    tell(t('alerting.wasSaved', { name: t('onCall.heartbeat') }));
  };
  return (
    <section className={classes.section}>
      <div className={classes.head}>
        <h2 className={classes.title}>{t('onCall.heartbeat')}</h2>
        <StateMark spoken={spokenOf(state)} />
        {state.sentAt === null ? null : (
          <span className={classes.dim}>
            {t('onCall.lastSent')} <Ago at={state.sentAt} />
          </span>
        )}
      </div>
      <p className={classes.dim}>{t('onCall.heartbeatText')}</p>
      <div className={editing.line}>
        <Switch
          size="sm"
          mb={5}
          label={t('onCall.sendHeartbeats')}
          checked={shown.enabled}
          disabled={readOnly}
          onChange={(event) => set({ enabled: event.currentTarget.checked })}
        />
        <NumberInput
          size="xs"
          w={120}
          min={1}
          max={1440}
          suffix=" min"
          label={t('onCall.every')}
          value={shown.everyMinutes}
          disabled={readOnly}
          onChange={(value) => set({ everyMinutes: Number(value) })}
        />
        <AddressField
          label={t('onCall.heartbeatUrl')}
          value={shown.secretUrl}
          disabled={readOnly}
          onChange={(secretUrl) => set({ secretUrl })}
        />
        <AddressField
          label={t('onCall.stopUrl')}
          value={shown.stopSecretUrl}
          disabled={readOnly}
          onChange={(stopSecretUrl) => set({ stopSecretUrl })}
        />
        <Button size="xs" disabled={!dirty || readOnly} onClick={() => void save()}>
          {t('alerting.save')}
        </Button>
        <Button size="xs" variant="default" disabled={!dirty} onClick={() => setDraft(null)}>
          {t('alerting.discard')}
        </Button>
      </div>
      {problem === null ? null : <p className={classes.failed}>{problem}</p>}
    </section>
  );
}

function spokenOf({ enabled, sentAt, problem }: z.infer<typeof HeartbeatState>): Spoken {
  if (!enabled) return { tone: 'quiet', word: t('onCall.heartbeatOff') };
  if (problem !== null) return { tone: 'failed', word: problem };
  return sentAt === null
    ? { tone: 'waiting', word: t('onCall.heartbeatWaits') }
    : { tone: 'succeeded', word: t('onCall.heartbeatGood') };
}

interface AddressFieldProps {
  readonly label: string;
  readonly value: Wanted['secretUrl'];
  readonly disabled: boolean;
  readonly onChange: (value: string | null) => void;
}

function AddressField({ label, value, disabled, onChange }: AddressFieldProps): ReactNode {
  if (value !== null && typeof value !== 'string')
    return (
      <div>
        <div className={editing.chipsLabel}>{label}</div>
        <span className={classes.dim}>{t('onCall.keptInTheKeyStore')} </span>
        <Button
          size="compact-xs"
          variant="default"
          disabled={disabled}
          aria-label={t('onCall.replaceSecret', { label })}
          onClick={() => onChange(null)}
        >
          {t('onCall.replace')}
        </Button>
      </div>
    );
  return (
    <TextInput
      size="xs"
      className={editing.grow ?? ''}
      label={label}
      placeholder="https://…"
      autoComplete="off"
      value={value ?? ''}
      disabled={disabled}
      onChange={(event) => onChange(event.currentTarget.value.trim() === '' ? null : event.currentTarget.value.trim())}
    />
  );
}
