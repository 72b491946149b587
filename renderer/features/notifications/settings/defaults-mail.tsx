import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { MailDefaults } from '../../../../shared/domain/notifications/defaults';
import { t } from '../../../language/language';
import classes from '../../../ui/editing/editing.module.css';
import type { DefaultsSection } from './defaults-form';
import { FieldInput, fieldOrder } from './field-input';
import own from './settings.module.css';

const transports = [
  {
    value: 'NONE',
    get label() {
      return t('notificationSettings.notSetUpNoMailIs');
    },
  },
  {
    value: 'SMTP',
    get label() {
      return t('notificationSettings.sMTPServer');
    },
  },
  {
    value: 'SES',
    get label() {
      return t('notificationSettings.amazonSES');
    },
  },
];

/** How mail leaves. */
export function MailSection({ defaults, problems, onChange, trial }: DefaultsSection & { trial: ReactNode }): ReactNode {
  const { Mail } = defaults;
  const set = (change: Partial<MailDefaults>): void => onChange({ ...defaults, Mail: { ...Mail, ...change } });
  return (
    <fieldset className={classes.section}>
      <legend className={classes.legend}>{t('notificationSettings.mail')}</legend>
      <div className={own.fields}>
        <Select
          size="xs"
          label={t('notificationSettings.sentBy')}
          data={transports}
          allowDeselect={false}
          value={Mail.Transport}
          onChange={(value) => {
            const Transport = MailDefaults.shape.Transport.safeParse(value);
            if (Transport.success) set({ Transport: Transport.data });
          }}
        />
        <TextInput
          size="xs"
          label={t('notificationSettings.from')}
          placeholder="dr-console@example.com"
          value={Mail.From ?? ''}
          error={problems['Mail.From']}
          onChange={(event) => set({ From: presentText(event.currentTarget.value) })}
        />
        <TextInput
          size="xs"
          label={t('notificationSettings.replyTo')}
          value={Mail.ReplyTo ?? ''}
          error={problems['Mail.ReplyTo']}
          onChange={(event) => set({ ReplyTo: presentText(event.currentTarget.value) })}
        />
      </div>
      {Mail.Transport === 'SMTP' ? <Smtp defaults={defaults} problems={problems} onChange={onChange} /> : null}
      {Mail.Transport === 'SES' ? <Ses defaults={defaults} problems={problems} onChange={onChange} /> : null}
      {trial}
    </fieldset>
  );
}

function Smtp({ defaults, problems, onChange }: DefaultsSection): ReactNode {
  const { Mail } = defaults;
  const smtp = Mail.Smtp ?? { Host: '', Port: 587, Secure: false };
  const set = (change: Partial<NonNullable<MailDefaults['Smtp']>>): void =>
    onChange({ ...defaults, Mail: { ...Mail, Smtp: { ...smtp, ...change } } });
  return (
    <div className={own.fields}>
      <TextInput
        size="xs"
        label={t('notificationSettings.server')}
        placeholder="smtp.example.com"
        value={smtp.Host}
        error={problems['Mail.Smtp.Host']}
        onChange={(event) => set({ Host: event.currentTarget.value })}
      />
      <NumberInput
        size="xs"
        label={t('notificationSettings.port')}
        min={1}
        max={65535}
        value={smtp.Port}
        error={problems['Mail.Smtp.Port']}
        onChange={(value) => set({ Port: Number(value) })}
      />
      <TextInput
        size="xs"
        label={t('notificationSettings.user')}
        autoComplete="off"
        value={smtp.User ?? ''}
        onChange={(event) => set({ User: presentText(event.currentTarget.value) })}
      />
      <FieldInput
        field={{ key: t('notificationSettings.password'), label: t('notificationSettings.password'), kind: 'secret' }}
        value={smtp.Password}
        error={problems['Mail.Smtp.Password']}
        disabled={false}
        onChange={(value) => {
          const { Password: _, ...others } = smtp;
          onChange({
            ...defaults,
            Mail: { ...Mail, Smtp: typeof value === 'string' || isKept(value) ? { ...others, Password: value } : others },
          });
        }}
      />
      <Checkbox
        size="xs"
        mt={24}
        label={t('notificationSettings.tLSFromTheFirstBytePort')}
        checked={smtp.Secure}
        onChange={(event) => set({ Secure: event.currentTarget.checked })}
      />
    </div>
  );
}

function isKept(value: unknown): value is { SecretRef: string } {
  return typeof value === 'object' && value !== null && 'SecretRef' in value;
}

function Ses({ defaults, onChange }: DefaultsSection): ReactNode {
  const { Mail } = defaults;
  const ses = Mail.Ses ?? {};
  const set = (change: Partial<NonNullable<MailDefaults['Ses']>>): void =>
    onChange({ ...defaults, Mail: { ...Mail, Ses: { ...ses, ...change } } });
  return (
    <div className={own.fields}>
      <TextInput
        size="xs"
        label={t('notificationSettings.context')}
        description={t('notificationSettings.theOnlyOneOrTheFirst')}
        inputWrapperOrder={[...fieldOrder]}
        value={ses.ContextId ?? ''}
        onChange={(event) => set({ ContextId: presentText(event.currentTarget.value) })}
      />
      <TextInput
        size="xs"
        label={t('notificationSettings.configurationSet')}
        description={t('notificationSettings.itsEventsTellOfBounces')}
        inputWrapperOrder={[...fieldOrder]}
        value={ses.ConfigurationSetName ?? ''}
        onChange={(event) => set({ ConfigurationSetName: presentText(event.currentTarget.value) })}
      />
    </div>
  );
}

export function presentText(text: string): string | undefined {
  return text === '' ? undefined : text;
}
