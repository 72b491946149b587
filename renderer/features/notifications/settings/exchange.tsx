import type { ReactNode } from 'react';
import { t } from '../../../language/language';
import { tell } from '../../../store/use-command';
import type { DocumentStore, Held } from '../../../store/use-document';
import { ExchangeDialog } from '../../../ui/editing/exchange-dialog';
import { mergeImport } from './merge-import';
import type { SettingsDraft } from './settings-document';

interface ExchangeProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly store: DocumentStore<SettingsDraft>;
  readonly held: Held<SettingsDraft>;
  readonly selected: string | null;
  readonly readOnly: boolean;
}

/** Configurations as files, in the form in which they are written elsewhere. Secrets leave as references only. */
export function Exchange({ opened, onClose, store, held, selected, readOnly }: ExchangeProps): ReactNode {
  const one = held.value.Notifications.find(({ NotificationId }) => NotificationId === selected);
  const take = async (text: string): Promise<string | null> => {
    const merged = mergeImport(held.value.Notifications, text);
    if (!merged.ok) return merged.error;
    // As it was written: the engine says what is wrong in it, by its place.
    const why = await store.save(held, { ...held.value, ...merged.value.settings });
    if (why !== null) return t('notificationSettings.messageNothingWasImported', { message: why.message });
    tell(
      merged.value.count === 1
        ? t('notificationSettings.oneConfigurationWasImported')
        : t('notificationSettings.numberConfigurationsWereImported', { number: merged.value.count }),
    );
    return null;
  };
  return (
    <ExchangeDialog
      opened={opened}
      onClose={onClose}
      whole={{ file: 'notifications.json', value: held.value }}
      one={one === undefined ? null : { file: `${one.NotificationId}.json`, name: one.Name, value: one }}
      note={t('notificationSettings.secretsAreLeftOutAFile')}
      description={t('notificationSettings.oneConfigurationAListOfThem')}
      readOnly={readOnly}
      onTake={take}
    />
  );
}
