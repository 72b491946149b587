import { Select, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { shippedLocales } from '../../../../shared/domain/notifications/locale';
import { t } from '../../../language/language';
import classes from '../../../ui/editing/editing.module.css';
import { problemAt } from './channel-card';
import type { DefaultsSection } from './defaults-form';
import { presentText } from './defaults-mail';
import { fieldOrder } from './field-input';
import own from './settings.module.css';

/** Languages, times and links. */
export function WordsSection({ defaults, problems, onChange }: DefaultsSection): ReactNode {
  const known = shippedLocales.some((locale) => locale === defaults.Locale);
  return (
    <fieldset className={classes.section}>
      <legend className={classes.legend}>{t('notificationSettings.languageAndTimes')}</legend>
      <div className={own.fields}>
        <Select
          size="xs"
          label={t('notificationSettings.language')}
          allowDeselect={false}
          data={[
            ...shippedLocales.map((value) => ({ value, label: t(`notificationSettings.locale-${value}`) })),
            ...(known ? [] : [{ value: defaults.Locale, label: defaults.Locale }]),
          ]}
          value={defaults.Locale}
          error={problems.Locale}
          onChange={(Locale) => onChange({ ...defaults, Locale: Locale ?? 'en' })}
        />
        <TextInput
          size="xs"
          label={t('notificationSettings.timeZone')}
          placeholder="America/New_York"
          value={defaults.TimeZone}
          error={problems.TimeZone}
          onChange={(event) => onChange({ ...defaults, TimeZone: event.currentTarget.value })}
        />
        <TextInput
          size="xs"
          label={t('notificationSettings.addressOfThisConsole')}
          description={t('notificationSettings.linksInMessagesLeadThereWithout')}
          inputWrapperOrder={[...fieldOrder]}
          placeholder="https://dr-console.example.com"
          value={defaults.ConsoleUrl ?? ''}
          error={problems.ConsoleUrl}
          onChange={(event) => onChange({ ...defaults, ConsoleUrl: presentText(event.currentTarget.value) })}
        />
        <RecipientLocales defaults={defaults} problems={problems} onChange={onChange} />
      </div>
    </fieldset>
  );
}

/** `address: language`, one a line; kept as typed until the field is left. */
function RecipientLocales({ defaults, problems, onChange }: DefaultsSection): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = Object.entries(defaults.RecipientLocales)
    .map(([address, locale]) => `${address}: ${locale}`)
    .join('\n');
  return (
    <Textarea
      size="xs"
      label={t('notificationSettings.languagesOfRecipients')}
      description={t('notificationSettings.oneALineSuchAsSato')}
      inputWrapperOrder={[...fieldOrder]}
      autosize
      minRows={1}
      maxRows={8}
      value={typed ?? shown}
      error={problemAt(problems, 'RecipientLocales')}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange({ ...defaults, RecipientLocales: localesOf(event.currentTarget.value) });
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

function localesOf(text: string): Record<string, string> {
  const pairs = text.split('\n').flatMap((line): [string, string][] => {
    const colon = line.lastIndexOf(':');
    const address = line.slice(0, colon).trim();
    const locale = line.slice(colon + 1).trim();
    return colon < 1 || address === '' || locale === '' ? [] : [[address, locale]];
  });
  return Object.fromEntries(pairs);
}
