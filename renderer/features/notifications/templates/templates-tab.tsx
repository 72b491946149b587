import { Button, FileButton } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import { fieldAt } from '../../../../shared/domain/notifications/secret-fields';
import { type StoredTemplate, Template } from '../../../../shared/domain/notifications/template';
import type { ConsoleClient } from '../../../bridge/client';
import { t } from '../../../language/language';
import { useAsked } from '../../../store/use-asked';
import { tell, useCommand } from '../../../store/use-command';
import { useRole } from '../../../store/use-role';
import editing from '../../../ui/editing/editing.module.css';
import { EmptyState } from '../../../ui/empty-state';
import { TemplateEditor } from './template-editor';
import { keyOf, readKey } from './template-key';
import { TemplateList } from './template-list';
import { useUnsavedKeys } from './unsaved-templates';

const EVERY_MS = 15_000;

/** In which words each channel speaks. */
export function TemplatesTab({ id, onOpen }: { id: string | null; onOpen: (id: string | null) => void }): ReactNode {
  const { items, problem, put } = useTemplates();
  const defaultsOf = useCallback((client: ConsoleClient) => client.notifications.settings.get({}), []);
  const held = useAsked(defaultsOf, EVERY_MS);
  const unsaved = useUnsavedKeys();
  const role = useRole();
  const readOnly = role !== null && role !== 'admin';
  if (items === null || held.value === null)
    return problem === null && held.problem === null ? null : (
      <EmptyState text={t('notificationTemplates.theTemplatesCouldNotBeRead', { value: problem ?? held.problem ?? '' })} />
    );
  const open = (next: StoredTemplate): void => {
    put(next);
    if (keyOf(next) !== id) onOpen(keyOf(next));
  };
  const key = id === null ? null : readKey(id);
  const chosen = items.find((one) => one.templateId === key?.templateId && one.locale === key.locale) ?? null;
  return (
    <div className={editing.split}>
      <div className={editing.side}>
        {readOnly ? null : <Import onDone={open} />}
        <TemplateList templates={items} selected={chosen === null ? null : keyOf(chosen)} unsaved={unsaved} onOpen={onOpen} />
      </div>
      {chosen === null ? (
        <EmptyState
          text={t('notificationTemplates.chooseATemplateAtTheLeft')}
          next={t('notificationTemplates.oneThatShipsCanBeChanged')}
        />
      ) : (
        <TemplateEditor
          key={keyOf(chosen)}
          stored={chosen}
          settings={held.value.body}
          taken={items.map(keyOf)}
          readOnly={readOnly}
          onSaved={open}
          onCopied={open}
          onGone={() => {
            put(null);
            onOpen(null);
          }}
        />
      )}
    </div>
  );
}

/** All templates. What was just saved stands among them before they have been asked for again. */
function useTemplates() {
  const read = useCallback((client: ConsoleClient) => client.notifications.templates.list({ limit: 1000 }), []);
  const { value, problem, again } = useAsked(read, EVERY_MS);
  const [newest, setNewest] = useState<{ readonly over: unknown; readonly template: StoredTemplate } | null>(null);
  const items = value?.items ?? null;
  return {
    items: items !== null && newest?.over === value ? withNewest(items, newest.template) : items,
    problem,
    put: (template: StoredTemplate | null) => {
      setNewest(template === null ? null : { over: value, template });
      again();
    },
  };
}

function withNewest(items: readonly StoredTemplate[], newest: StoredTemplate): readonly StoredTemplate[] {
  const key = keyOf(newest);
  return items.some((one) => keyOf(one) === key) ? items.map((one) => (keyOf(one) === key ? newest : one)) : [newest, ...items];
}

function Import({ onDone }: { onDone: (imported: StoredTemplate) => void }): ReactNode {
  const command = useCommand();
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (file: File | null): Promise<void> => {
    if (file === null) return;
    setProblem(null);
    const parsed = Template.safeParse(jsonOf(await file.text()));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return setProblem(
        t('notificationTemplates.valueNothingWasImported', {
          value: issue === undefined ? '' : `${fieldAt(issue.path)}: ${issue.message}. `,
        }),
      );
    }
    const { format, ...template } = parsed.data;
    const done = await command(t('notificationTemplates.importTheTemplate'), (client) =>
      client.notifications.templates.put({ ...template, channel: format }),
    );
    if (!done.ok) return;
    tell(t('notificationTemplates.nameWasImported', { name: done.value.name }));
    onDone(done.value);
  };
  return (
    <>
      <div className={editing.sideHead}>
        <FileButton onChange={(file) => void take(file)} accept="application/json">
          {(props) => (
            <Button size="compact-sm" variant="default" {...props}>
              {t('notificationTemplates.import')}
            </Button>
          )}
        </FileButton>
      </div>
      {problem === null ? null : (
        <p className={editing.failed} role="alert">
          {problem}
        </p>
      )}
    </>
  );
}

/** What is no JSON fits no schema either. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
