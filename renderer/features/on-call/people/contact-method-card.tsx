import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ContactMethod } from '../../../../shared/domain/alerting/on-call/person';
import { t } from '../../../language/language';
import type { Problems } from '../../../store/refusal';
import classes from '../../../ui/editing/editing.module.css';
import { type ContactField, contactFields, contactTitle, fieldValue, withField } from './contact-fields';

interface ContactMethodCardProps {
  readonly method: ContactMethod;
  readonly problems: Problems;
  /** `methods[1]`. */
  readonly field: string;
  readonly readOnly: boolean;
  readonly onChange: (method: ContactMethod) => void;
  readonly onRemove: () => void;
}

/** One way to reach a person. */
export function ContactMethodCard(props: ContactMethodCardProps): ReactNode {
  const { method, problems, field, readOnly, onChange, onRemove } = props;
  const title = contactTitle(method.channel.Type);
  const whole = Object.entries(problems).find(
    ([place]) => place.startsWith(`${field}.channel`) && !shownElsewhere(method, place),
  );
  return (
    <li className={classes.card}>
      <div className={classes.sectionHead}>
        <h3 className={classes.legend}>{method.label === '' ? title : `${title}: ${method.label}`}</h3>
        <span className={classes.space} />
        <ActionIcon
          variant="subtle"
          color="gray"
          disabled={readOnly}
          aria-label={t('onCall.removeMethod', { name: title })}
          onClick={onRemove}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </div>
      <div className={classes.fields}>
        {contactFields(method.channel.Type).map((one) => (
          <ContactInput
            key={one.key}
            of={one}
            value={fieldValue(method.channel, one.key)}
            error={problemOf(problems, `${field}.channel.Configuration.${one.key}`)}
            disabled={readOnly}
            onChange={(value) => onChange({ ...method, channel: withField(method.channel, one.key, value) })}
          />
        ))}
        <TextInput
          size="xs"
          label={t('onCall.calledAs')}
          placeholder={t('onCall.calledAsExample')}
          value={method.label}
          disabled={readOnly}
          onChange={(event) => onChange({ ...method, label: event.currentTarget.value })}
        />
      </div>
      {whole === undefined ? null : <p className={classes.failed}>{whole[1]}</p>}
    </li>
  );
}

function shownElsewhere({ channel }: ContactMethod, place: string): boolean {
  return contactFields(channel.Type).some(({ key }) => place.includes(`.Configuration.${key}`));
}

function problemOf(problems: Problems, place: string): string | undefined {
  return Object.entries(problems).find(([at]) => at === place || at.startsWith(`${place}[`))?.[1];
}

interface ContactInputProps {
  readonly of: ContactField;
  readonly value: unknown;
  readonly error: string | undefined;
  readonly disabled: boolean;
  readonly onChange: (value: unknown) => void;
}

/** Secrets are written once; afterwards only that there is one is known here, and it can be replaced. */
function ContactInput({ of, value, error, disabled, onChange }: ContactInputProps): ReactNode {
  const isKept = typeof value === 'object' && value !== null && 'SecretRef' in value;
  if (of.kind === 'secret' && isKept)
    return (
      <div>
        <div className={classes.chipsLabel}>{of.label}</div>
        <span className={classes.dim}>{t('onCall.keptInTheKeyStore')} </span>
        <Button
          size="compact-xs"
          variant="default"
          disabled={disabled}
          aria-label={t('onCall.replaceSecret', { label: of.label })}
          onClick={() => onChange('')}
        >
          {t('onCall.replace')}
        </Button>
      </div>
    );
  const text = Array.isArray(value) ? String(value[0] ?? '') : typeof value === 'string' ? value : '';
  return (
    <TextInput
      size="xs"
      type={of.kind === 'secret' ? 'password' : 'text'}
      autoComplete="off"
      label={of.label}
      placeholder={of.placeholder}
      value={text}
      error={error}
      disabled={disabled}
      onChange={(event) => onChange(of.kind === 'list' ? [event.currentTarget.value.trim()] : event.currentTarget.value.trim())}
    />
  );
}
