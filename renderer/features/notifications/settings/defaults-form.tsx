import type { ReactNode } from 'react';
import type { NotificationDefaults } from '../../../../shared/domain/notifications/defaults';
import { t } from '../../../language/language';
import { useDrafts } from '../../../store/drafts';
import type { Problems } from '../../../store/refusal';
import type { DocumentStore, Held } from '../../../store/use-document';
import { useItemEditing } from '../../../store/use-item-editing';
import { ConflictDialog } from '../../../ui/editing/conflict-dialog';
import classes from '../../../ui/editing/editing.module.css';
import { EditorFoot } from '../../../ui/editing/editor-foot';
import { BrandingSection } from './defaults-branding';
import { MailSection } from './defaults-mail';
import { QuietSection } from './defaults-quiet';
import { WordsSection } from './defaults-words';
import { MailTrial } from './mail-trial';
import { ReadOnlyNote } from './read-only-note';
import { DEFAULTS, defaultsDrafts, defaultsItems, type SettingsDraft } from './settings-document';

/** What each section of the form gets: the defaults as they are being written. */
export interface DefaultsSection {
  readonly defaults: NotificationDefaults;
  readonly problems: Problems;
  readonly onChange: (next: NotificationDefaults) => void;
}

interface DefaultsFormProps {
  readonly store: DocumentStore<SettingsDraft>;
  readonly held: Held<SettingsDraft>;
  readonly readOnly: boolean;
}

/** What holds for every configuration. */
export function DefaultsForm({ store, held, readOnly }: DefaultsFormProps): ReactNode {
  const editing = useItemEditing(store, useDrafts(defaultsDrafts), defaultsItems, DEFAULTS, () => undefined);
  const { draft, dirty, problems, conflict } = editing;
  const section: DefaultsSection = { defaults: draft ?? held.value.Defaults, problems, onChange: editing.change };
  return (
    <div className={classes.editor} data-read-only={readOnly || undefined}>
      <fieldset className={classes.body} disabled={readOnly} aria-label={t('notificationSettings.defaults')}>
        <MailSection {...section} trial={<MailTrial settings={held.value} saved={!dirty} mayTest={!readOnly} />} />
        <WordsSection {...section} />
        <BrandingSection {...section} />
        <QuietSection {...section} />
      </fieldset>
      {readOnly ? <ReadOnlyNote /> : <EditorFoot editing={editing} readOnly={false} />}
      <ConflictDialog
        opened={conflict !== null}
        what={t('notificationSettings.theDefaults')}
        changed={conflict?.changed ?? null}
        onMine={() => void editing.keepMine()}
        onTheirs={editing.takeTheirs}
        onLater={editing.decideLater}
      />
    </div>
  );
}
