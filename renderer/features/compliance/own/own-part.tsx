import { Button, FileButton } from '@mantine/core';
import { IconPlus, IconUpload } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { t } from '../../../language/language';
import { tell, useCommand } from '../../../store/use-command';
import { useRole } from '../../../store/use-role';
import { download } from '../../../ui/download';
import { EmptyState } from '../../../ui/empty-state';
import table from '../../../ui/plain-table.module.css';
import { Scroll } from '../../../ui/scroll';
import { SkeletonRows } from '../../../ui/skeleton-rows';
import { StateMark } from '../../../ui/state-mark';
import classes from '../compliance.module.css';
import type { Listed, useFrameworks } from '../use-frameworks';
import { FrameworkEditor } from './framework-editor';

/** Frameworks with what is wrong with their files; own ones are made, imported, edited and removed here. */
export function OwnPart({ frameworks }: { frameworks: ReturnType<typeof useFrameworks> }): ReactNode {
  const command = useCommand();
  const role = useRole();
  const [editing, setEditing] = useState<{ readonly text: string; readonly isNew: boolean; readonly mayReplace?: true } | null>(
    null,
  );
  const mayChange = role === 'act' || role === 'admin';
  if (frameworks.value === null)
    return frameworks.problem === null ? (
      <SkeletonRows rows={6} label={t('compliance.reading')} />
    ) : (
      <EmptyState text={t('compliance.notRead', { why: frameworks.problem })} />
    );
  const read = (name: string, frameworkId: string) =>
    command(t('compliance.doExport', { name }), (client) => client.frameworks.get({ frameworkId }));
  const save = async ({ frameworkId, name }: Listed): Promise<void> => {
    const found = await read(name, frameworkId);
    if (found.ok) download(`${frameworkId}.json`, 'application/json', textOf(found.value));
  };
  const edit = async ({ frameworkId, name, shipped }: Listed): Promise<void> => {
    const found = await read(name, frameworkId);
    if (!found.ok) return;
    const value = shipped
      ? { ...found.value, frameworkId: `${frameworkId}-OWN`, name: t('compliance.copyOf', { name }) }
      : found.value;
    setEditing({ text: textOf(value), isNew: shipped });
  };
  const remove = async ({ frameworkId, name }: Listed): Promise<void> => {
    const removed = await command(t('compliance.doRemove', { name }), (client) => client.frameworks.remove({ frameworkId }));
    if (!removed.ok) return;
    tell(t('compliance.removed', { name }));
    frameworks.again();
  };
  const open = async (file: File | null): Promise<void> => {
    if (file !== null) setEditing({ text: await file.text(), isNew: true, mayReplace: true });
  };
  return (
    <Scroll className={classes.page}>
      <div className={classes.row}>
        <Button
          size="xs"
          leftSection={<IconPlus size={14} />}
          disabled={!mayChange}
          onClick={() => setEditing({ text: textOf(firstDraft()), isNew: true })}
        >
          {t('compliance.newFramework')}
        </Button>
        <FileButton accept="application/json" onChange={(file) => void open(file)}>
          {(props) => (
            <Button size="xs" variant="default" leftSection={<IconUpload size={14} />} disabled={!mayChange} {...props}>
              {t('compliance.import')}
            </Button>
          )}
        </FileButton>
        <span className={classes.dim}>{t('compliance.ownAbout')}</span>
      </div>
      <table className={table.table} aria-label={t('compliance.frameworks')}>
        <thead>
          <tr>
            <th>{t('compliance.framework')}</th>
            <th>{t('compliance.version')}</th>
            <th className={table.number}>{t('compliance.controls')}</th>
            <th>{t('compliance.state')}</th>
            <th>{t('compliance.actions')}</th>
          </tr>
        </thead>
        <tbody>
          {frameworks.value.map((one) => (
            <tr key={one.frameworkId}>
              <td>
                <b>{one.name}</b> <span className={classes.dim}>{one.frameworkId}</span>
              </td>
              <td>{one.version}</td>
              <td className={table.number}>{one.controls}</td>
              <td>
                <FileState listed={one} />
              </td>
              <td>
                <div className={classes.row}>
                  <Button
                    size="compact-xs"
                    variant="default"
                    disabled={!mayChange || one.problems.length > 0}
                    onClick={() => void edit(one)}
                  >
                    {t(one.shipped ? 'compliance.copy' : 'compliance.edit')}
                  </Button>
                  <Button size="compact-xs" variant="default" disabled={one.problems.length > 0} onClick={() => void save(one)}>
                    {t('compliance.export')}
                  </Button>
                  {one.shipped ? null : (
                    <Button size="compact-xs" variant="default" disabled={!mayChange} onClick={() => void remove(one)}>
                      {t('compliance.remove')}
                    </Button>
                  )}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {editing === null ? null : (
        <FrameworkEditor
          text={editing.text}
          isNew={editing.isNew}
          taken={frameworks.value
            .filter(({ shipped }) => shipped || editing.mayReplace !== true)
            .map(({ frameworkId }) => frameworkId)}
          onDone={(saved) => {
            setEditing(null);
            if (saved) frameworks.again();
          }}
        />
      )}
    </Scroll>
  );
}

function FileState({ listed: { shipped, problems } }: { listed: Listed }): ReactNode {
  if (problems.length === 0) return t(shipped ? 'compliance.shipped' : 'compliance.own');
  return (
    <>
      <StateMark spoken={{ tone: 'failed', word: t('compliance.faulty', { count: problems.length }) }} />
      <ul className={classes.list}>
        {problems.slice(0, MOST_SAID).map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </>
  );
}

const MOST_SAID = 10;

function textOf(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** What a new framework begins with: one control that can be evaluated at once. */
function firstDraft() {
  return {
    frameworkId: 'OWN-1',
    name: t('compliance.draftName'),
    version: '1',
    about: '',
    controls: [
      {
        id: '1.1',
        group: '',
        title: t('compliance.draftTitle'),
        asks: t('compliance.draftAsks'),
        evidence: [{ kind: 'drill-cadence', parameters: { everyDays: 365 }, answers: '' }],
        elsewhere: [],
      },
    ],
  };
}
