import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { NotificationDefaults } from '../../../../shared/domain/notifications/defaults';
import { fieldAt } from '../../../../shared/domain/notifications/secret-fields';
import { isEqual } from '../../../../shared/lib/equal';
import { tell } from '../../../store/use-command';
import { BrandingSection } from './defaults-branding';
import { MailSection } from './defaults-mail';
import { QuietSection } from './defaults-quiet';
import { WordsSection } from './defaults-words';
import type { Problems, Refused } from './problems';
import classes from './settings.module.css';
import type { HeldSettings, useNotificationSettings } from './use-notification-settings';

/** What each section of the form gets: the defaults as they are being written. */
export interface DefaultsSection {
  readonly defaults: NotificationDefaults;
  readonly problems: Problems;
  readonly onChange: (next: NotificationDefaults) => void;
}

interface DefaultsFormProps {
  readonly store: ReturnType<typeof useNotificationSettings>;
  readonly held: HeldSettings;
}

/** What holds for every configuration. */
export function DefaultsForm({ store, held }: DefaultsFormProps): ReactNode {
  const [draft, setDraft] = useState<NotificationDefaults>(held.settings.Defaults);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [tried, setTried] = useState(false);
  const [saving, setSaving] = useState(false);
  const dirty = !isEqual(draft, held.settings.Defaults);
  const problems = { ...(tried ? problemsOf(draft) : {}), ...refusedAt(refused) };
  const save = async (): Promise<void> => {
    setTried(true);
    setRefused(null);
    if (Object.keys(problemsOf(draft)).length > 0) return;
    setSaving(true);
    const saved = await store.save({ ...held.settings, Defaults: draft });
    setSaving(false);
    if (saved.ok) tell('The defaults were saved.');
    else setRefused(saved.refused);
  };
  const section: DefaultsSection = {
    defaults: draft,
    problems,
    onChange: (next) => {
      setDraft(next);
      setRefused(null);
    },
  };
  const count = Object.keys(problems).length;
  return (
    <div className={classes.editor}>
      <div className={classes.editorBody}>
        <MailSection {...section} />
        <WordsSection {...section} />
        <BrandingSection {...section} />
        <QuietSection {...section} />
      </div>
      <footer className={classes.foot}>
        <Button size="xs" disabled={!dirty} loading={saving} onClick={() => void save()}>
          Save
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={!dirty}
          onClick={() => {
            setDraft(held.settings.Defaults);
            setRefused(null);
            setTried(false);
          }}
        >
          Discard
        </Button>
        <span role="status" className={count === 0 ? classes.dim : classes.failed}>
          {problems[''] ?? (count === 0 ? (dirty ? 'Not saved yet' : '') : 'Look at the fields marked above')}
        </span>
      </footer>
    </div>
  );
}

function problemsOf(draft: NotificationDefaults): Problems {
  const parsed = NotificationDefaults.safeParse(draft);
  return parsed.success ? {} : Object.fromEntries(parsed.error.issues.map(({ path, message }) => [fieldAt(path), message]));
}

function refusedAt(refused: Refused | null): Problems {
  if (refused === null) return {};
  const field = refused.field?.startsWith('Defaults.') === true ? refused.field.slice('Defaults.'.length) : '';
  return { [field]: refused.message };
}
