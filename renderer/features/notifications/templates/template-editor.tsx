import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { NotificationSettings } from '../../../../shared/domain/notifications/defaults';
import type { StoredTemplate, Template, TemplateProblem } from '../../../../shared/domain/notifications/template';
import { checkTemplate } from '../../../../shared/domain/templates/check-template';
import { isEqual } from '../../../../shared/lib/equal';
import { tell, useCommand } from '../../../store/use-command';
import { download } from '../../../ui/download';
import settings from '../settings/settings.module.css';
import { CodeEditor } from './code-editor';
import { hasSubject } from './format-words';
import { PreviewPane } from './preview/preview-pane';
import { ProblemList } from './problem-list';
import { contentOf, keyOf } from './template-key';
import classes from './templates.module.css';
import { TestDraft } from './test-draft';
import { Versions } from './versions';

type Field = TemplateProblem['field'];

interface EditorProps {
  readonly stored: StoredTemplate;
  readonly settings: NotificationSettings;
  readonly onSaved: () => void;
  readonly onGone: () => void;
}

/** One template beside what it makes of an event. */
export function TemplateEditor({ stored, settings: held, onSaved, onGone }: EditorProps): ReactNode {
  const command = useCommand();
  const [draft, setDraft] = useState<Template>(() => contentOf(stored));
  const [field, setField] = useState<Field>('body');
  const [target, setTarget] = useState<{ line: number; column: number } | null>(null);
  const [versions, setVersions] = useState(false);
  const dirty = !isEqual(draft, contentOf(stored));
  const problems = useMemo(() => checkTemplate(draft), [draft]);
  const inField = useMemo(() => problems.filter((one) => one.field === field), [problems, field]);
  const broken = problems.some(({ severity }) => severity === 'error');
  const fields = fieldsOf(draft);

  const save = async (): Promise<void> => {
    if (!dirty || broken) return;
    const { format, ...content } = draft;
    const done = await command(`save ${draft.name}`, (client) =>
      client.notifications.templates.put({ ...content, channel: format }),
    );
    if (!done.ok) return;
    tell(`${draft.name} was saved as version ${done.value.version}.`);
    setDraft(contentOf(done.value));
    onSaved();
  };
  const remove = async (): Promise<void> => {
    const { templateId, locale } = stored;
    const done = await command(`delete ${stored.name}`, (client) =>
      client.notifications.templates.remove({ templateId, locale }),
    );
    if (!done.ok) return;
    tell(
      done.value.remaining === null ? `${stored.name} was deleted.` : 'Your version was deleted; the one that ships holds again.',
    );
    if (done.value.remaining === null) onGone();
    else {
      setDraft(contentOf(done.value.remaining));
      onSaved();
    }
  };
  return (
    <div className={classes.editor}>
      <div className={classes.work}>
        <div className={classes.head}>
          <TextInput
            size="xs"
            aria-label="Name"
            className={settings.grow}
            value={draft.name}
            onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
          />
          <span className={settings.dim}>
            {keyOf(draft)} · {stored.origin === 'own' ? `version ${stored.version}` : 'ships with the console'}
          </span>
        </div>
        {fields.length > 1 ? (
          <SegmentedControl
            size="xs"
            className={settings.start}
            aria-label="Part of the message"
            data={fields.map((value) => ({ value, label: fieldWords[value] }))}
            value={field}
            onChange={(value) => setField(fields.find((one) => one === value) ?? 'body')}
          />
        ) : null}
        <CodeEditor
          key={field}
          label={`${fieldWords[field]} of ${draft.name}, in Liquid`}
          text={draft[field] ?? ''}
          isHtml={draft.format === 'mail' && field === 'body'}
          readOnly={false}
          problems={inField}
          target={target}
          onChange={(text) => setDraft((before) => ({ ...before, [field]: text === '' && field !== 'body' ? null : text }))}
          onSave={() => void save()}
        />
        <ProblemList
          problems={problems}
          onGo={(problem) => {
            setField(problem.field);
            setTarget({ line: problem.line ?? 1, column: problem.column ?? 1 });
          }}
        />
        <p className={settings.dim}>Ctrl+Space offers variables and filters. Tab leaves the editor. Ctrl+S saves.</p>
        <TestDraft draft={draft} settings={held} disabled={broken} />
        <footer className={classes.foot}>
          <Button size="xs" disabled={!dirty || broken} onClick={() => void save()}>
            Save
          </Button>
          <Button size="xs" variant="default" disabled={!dirty} onClick={() => setDraft(contentOf(stored))}>
            Discard
          </Button>
          <span className={settings.dim} role="status">
            {broken ? 'It cannot be saved while it has errors.' : dirty ? 'Not saved yet' : ''}
          </span>
          <span className={settings.space} />
          <Button size="xs" variant="default" onClick={() => setVersions(true)}>
            Versions
          </Button>
          <Button
            size="xs"
            variant="default"
            onClick={() => download(`${keyOf(draft)}.json`, 'application/json', `${JSON.stringify(draft, null, 2)}\n`)}
          >
            Export
          </Button>
          {stored.origin === 'own' ? (
            <Button size="xs" variant="default" c="var(--failed)" onClick={() => void remove()}>
              {stored.overrides ? 'Back to shipped' : 'Delete'}
            </Button>
          ) : null}
        </footer>
      </div>
      <PreviewPane draft={draft} defaults={held.Defaults} />
      <Versions
        opened={versions}
        stored={stored}
        onClose={() => setVersions(false)}
        onRestored={(next) => {
          setDraft(contentOf(next));
          setVersions(false);
          onSaved();
        }}
      />
    </div>
  );
}

const fieldWords: Readonly<Record<Field, string>> = { subject: 'Subject', body: 'Body', text: 'Text part' };

function fieldsOf({ format }: Template): readonly Field[] {
  return [...(hasSubject[format] ? (['subject'] as const) : []), 'body', ...(format === 'mail' ? (['text'] as const) : [])];
}
