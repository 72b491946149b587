import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { NotificationDefaults } from '../../../../shared/domain/notifications/defaults';
import { t } from '../../../language/language';
import type { Problems } from '../../../store/refusal';
import { ConflictDialog } from '../../../ui/editing/conflict-dialog';
import { BrandingSection } from './defaults-branding';
import { MailSection } from './defaults-mail';
import { QuietSection } from './defaults-quiet';
import { WordsSection } from './defaults-words';
import { MailTrial } from './mail-trial';
import { ReadOnlyNote } from './read-only-note';
import classes from './settings.module.css';
import { useDefaults } from './use-defaults';
import type { HeldSettings, NotificationSettingsStore } from './use-notification-settings';

/** What each section of the form gets: the defaults as they are being written. */
export interface DefaultsSection {
  readonly defaults: NotificationDefaults;
  readonly problems: Problems;
  readonly onChange: (next: NotificationDefaults) => void;
}

interface DefaultsFormProps {
  readonly store: NotificationSettingsStore;
  readonly held: HeldSettings;
  readonly readOnly: boolean;
}

/** What holds for every configuration. */
export function DefaultsForm({ store, held, readOnly }: DefaultsFormProps): ReactNode {
  const { draft, dirty, saving, problems, conflict, ...editing } = useDefaults(store, held);
  const section: DefaultsSection = { defaults: draft, problems, onChange: editing.change };
  const count = Object.keys(problems).length;
  return (
    <div className={classes.editor} data-read-only={readOnly || undefined}>
      <fieldset className={classes.editorBody} disabled={readOnly} aria-label={t('notificationSettings.defaults')}>
        <MailSection {...section} trial={<MailTrial settings={held.settings} saved={!dirty} mayTest={!readOnly} />} />
        <WordsSection {...section} />
        <BrandingSection {...section} />
        <QuietSection {...section} />
      </fieldset>
      {readOnly ? (
        <ReadOnlyNote />
      ) : (
        <footer className={classes.foot}>
          <Button size="xs" disabled={!dirty} loading={saving} onClick={() => void editing.save()}>
            {t('notificationSettings.save')}
          </Button>
          <Button size="xs" variant="default" disabled={!dirty} onClick={editing.discard}>
            {t('notificationSettings.discard')}
          </Button>
          <span role="status" className={count === 0 ? classes.dim : classes.failed}>
            {problems[''] ??
              (count === 0
                ? dirty
                  ? t('notificationSettings.notSavedYet')
                  : ''
                : t('notificationSettings.lookAtTheFieldsMarkedAbove'))}
          </span>
        </footer>
      )}
      <ConflictDialog
        opened={conflict !== null}
        what={t('notificationSettings.theDefaults')}
        changed={conflict ?? []}
        onMine={() => void editing.keepMine()}
        onTheirs={editing.discard}
        onLater={editing.decideLater}
      />
    </div>
  );
}
