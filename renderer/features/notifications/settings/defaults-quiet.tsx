import { NumberInput, Switch, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { NotificationDefaults } from '../../../../shared/domain/notifications/defaults';
import { t } from '../../../language/language';
import classes from '../../../ui/editing/editing.module.css';
import type { DefaultsSection } from './defaults-form';
import own from './settings.module.css';

/** When the console holds its breath, and for how long a message is of use. */
export function QuietSection({ defaults, problems, onChange }: DefaultsSection): ReactNode {
  const { QuietHours, Digest, ExpiryMinutes } = defaults;
  const quiet = (change: Partial<NotificationDefaults['QuietHours']>): void =>
    onChange({ ...defaults, QuietHours: { ...QuietHours, ...change } });
  const digest = (change: Partial<NotificationDefaults['Digest']>): void =>
    onChange({ ...defaults, Digest: { ...Digest, ...change } });
  const expiry = (change: Partial<NotificationDefaults['ExpiryMinutes']>): void =>
    onChange({ ...defaults, ExpiryMinutes: { ...ExpiryMinutes, ...change } });
  const text = (label: string, key: 'From' | 'To' | 'TimeZone'): ReactNode => (
    <TextInput
      size="xs"
      label={label}
      value={QuietHours[key]}
      disabled={!QuietHours.Enabled}
      error={problems[`QuietHours.${key}`]}
      onChange={(event) => quiet({ [key]: event.currentTarget.value })}
    />
  );
  const number = (label: string, value: number, at: string, set: (value: number) => void, disabled = false): ReactNode => (
    <NumberInput
      size="xs"
      label={label}
      min={1}
      value={value}
      disabled={disabled}
      error={problems[at]}
      onChange={(next) => set(Number(next))}
    />
  );
  return (
    <fieldset className={classes.section}>
      <legend className={classes.legend}>{t('notificationSettings.quietStormsAndAge')}</legend>
      <Switch
        size="xs"
        label={t('notificationSettings.quietHoursWhatIsNotCritical')}
        checked={QuietHours.Enabled}
        onChange={(event) => quiet({ Enabled: event.currentTarget.checked })}
      />
      <div className={own.fields}>
        {text(t('notificationSettings.from'), 'From')}
        {text(t('notificationSettings.to'), 'To')}
        {text(t('notificationSettings.timeZone'), 'TimeZone')}
      </div>
      <Switch
        size="xs"
        label={t('notificationSettings.digestStormsManyOfAKind')}
        checked={Digest.Enabled}
        onChange={(event) => digest({ Enabled: event.currentTarget.checked })}
      />
      <div className={own.fields}>
        {number(
          t('notificationSettings.moreThan'),
          Digest.Threshold,
          'Digest.Threshold',
          (Threshold) => digest({ Threshold }),
          !Digest.Enabled,
        )}
        {number(
          t('notificationSettings.withinSeconds'),
          Digest.WindowSeconds,
          'Digest.WindowSeconds',
          (WindowSeconds) => digest({ WindowSeconds }),
          !Digest.Enabled,
        )}
      </div>
      <div className={own.fields}>
        {number(t('notificationSettings.aPageExpiresAfterMinutes'), ExpiryMinutes.Page, 'ExpiryMinutes.Page', (Page) =>
          expiry({ Page }),
        )}
        {number(t('notificationSettings.anythingElseAfterMinutes'), ExpiryMinutes.Other, 'ExpiryMinutes.Other', (Other) =>
          expiry({ Other }),
        )}
        {number(t('notificationSettings.historyIsKeptForDays'), defaults.RetentionDays, 'RetentionDays', (RetentionDays) =>
          onChange({ ...defaults, RetentionDays }),
        )}
      </div>
    </fieldset>
  );
}
