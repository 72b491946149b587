import { SegmentedControl, TextInput } from '@mantine/core';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import type { NotificationSettings } from '../../../../shared/domain/notifications/defaults';
import type { StoredTemplate, Template, TemplateProblem } from '../../../../shared/domain/notifications/template';
import { t } from '../../../language/language';
import { download } from '../../../ui/download';
import editing from '../../../ui/editing/editing.module.css';
import { personOf } from '../../../ui/event-words';
import settings from '../settings/settings.module.css';
import { CodeEditor } from './code-editor';
import { CopyTemplate } from './copy-template';
import { isBroken, problemsOf } from './draft-problems';
import { EditorFoot } from './editor-foot';
import { hasSubject } from './format-words';
import { PreviewPane } from './preview/preview-pane';
import { ProblemList } from './problem-list';
import { keyOf } from './template-key';
import classes from './templates.module.css';
import { TestDraft } from './test-draft';
import { useTemplateDraft } from './unsaved-templates';
import { useTemplateCommands } from './use-template-commands';
import { Versions } from './versions';

type Field = TemplateProblem['field'];

interface EditorProps {
  readonly stored: StoredTemplate;
  readonly settings: NotificationSettings;
  /** Keys of all templates there are. */
  readonly taken: readonly string[];
  readonly readOnly: boolean;
  /** What is in force now instead of `stored`. */
  readonly onSaved: (next: StoredTemplate) => void;
  readonly onCopied: (copy: StoredTemplate) => void;
  readonly onGone: () => void;
}

/** One template beside what it makes of an event. */
export function TemplateEditor(props: EditorProps): ReactNode {
  const { stored, settings: held, readOnly, onSaved } = props;
  const { draft, dirty, overtaken, change, settle, forget } = useTemplateDraft(stored);
  const [field, setField] = useState<Field>('body');
  const [target, setTarget] = useState<{ line: number; column: number } | null>(null);
  const [dialog, setDialog] = useState<'versions' | 'copy' | null>(null);
  // Looking for what is wrong may take a while where somebody writes an endless loop: typing goes first.
  const looked = useDeferredValue(draft);
  const problems = useMemo(() => problemsOf(looked), [looked]);
  const inField = useMemo(() => problems.filter((one) => one.field === field), [problems, field]);
  const { save, remove } = useTemplateCommands({ ...props, draft, dirty, settle, forget });
  const fields = fieldsOf(draft);
  return (
    <div className={classes.editor}>
      <div className={classes.work}>
        <div className={classes.head}>
          <TextInput
            size="xs"
            aria-label={t('notificationTemplates.name')}
            className={editing.grow}
            readOnly={readOnly}
            value={draft.name}
            onChange={(event) => change({ ...draft, name: event.currentTarget.value })}
          />
          <span className={editing.dim}>
            {keyOf(draft)} · {originOf(stored)}
          </span>
        </div>
        {fields.length > 1 ? (
          <SegmentedControl
            size="xs"
            className={settings.start}
            aria-label={t('notificationTemplates.partOfTheMessage')}
            data={fields.map((value) => ({ value, label: fieldWords[value] }))}
            value={field}
            onChange={(value) => {
              setTarget(null);
              setField(fields.find((one) => one === value) ?? 'body');
            }}
          />
        ) : null}
        <CodeEditor
          key={field}
          label={t('notificationTemplates.fieldOfNameInLiquid', { field: fieldWords[field], name: stored.name })}
          text={draft[field] ?? ''}
          isHtml={draft.format === 'mail' && field === 'body'}
          readOnly={readOnly}
          problems={inField}
          target={target}
          onChange={(text) => change({ ...draft, [field]: text === '' && field !== 'body' ? null : text })}
          onSave={() => void save()}
        />
        <ProblemList
          problems={problems}
          onGo={(problem) => {
            setField(problem.field);
            setTarget({ line: problem.line ?? 1, column: problem.column ?? 1 });
          }}
        />
        <p className={editing.dim}>{t('notificationTemplates.ctrlSpaceOffersVariablesAndFilters')}</p>
        <TestDraft draft={draft} settings={held} disabled={isBroken(problems)} />
        <EditorFoot
          stored={stored}
          dirty={dirty}
          broken={isBroken(problems)}
          overtaken={overtaken}
          readOnly={readOnly}
          onSave={() => void save()}
          onDiscard={forget}
          onVersions={() => setDialog('versions')}
          onCopy={() => setDialog('copy')}
          onExport={() => download(`${keyOf(draft)}.json`, 'application/json', `${JSON.stringify(draft, null, 2)}\n`)}
          onRemove={() => void remove()}
        />
      </div>
      <PreviewPane draft={draft} defaults={held.Defaults} />
      <Versions
        opened={dialog === 'versions'}
        stored={stored}
        readOnly={readOnly}
        onClose={() => setDialog(null)}
        onRestored={(next) => {
          forget();
          setDialog(null);
          onSaved(next);
        }}
      />
      <CopyTemplate
        opened={dialog === 'copy'}
        draft={draft}
        taken={props.taken}
        onClose={() => setDialog(null)}
        onMade={(copy) => {
          setDialog(null);
          props.onCopied(copy);
        }}
      />
    </div>
  );
}

const fieldWords: Readonly<Record<Field, string>> = {
  get subject() {
    return t('notificationTemplates.field-subject');
  },
  get body() {
    return t('notificationTemplates.field-body');
  },
  get text() {
    return t('notificationTemplates.textPart');
  },
};

function fieldsOf({ format }: Template): readonly Field[] {
  return [...(hasSubject[format] ? (['subject'] as const) : []), 'body', ...(format === 'mail' ? (['text'] as const) : [])];
}

function originOf({ origin, version, changedBy }: StoredTemplate): string {
  if (origin === 'shipped') return t('notificationTemplates.shipsWithTheConsole');
  return changedBy === null
    ? t('notificationTemplates.versionNumber', { version })
    : t('notificationTemplates.versionVersionByChangedBy', { version, changedBy: personOf(changedBy) });
}
