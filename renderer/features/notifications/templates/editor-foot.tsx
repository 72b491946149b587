import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { StoredTemplate } from '../../../../shared/domain/notifications/template';
import { personOf } from '../../../ui/event-words';
import settings from '../settings/settings.module.css';
import classes from './templates.module.css';

interface FootProps {
  readonly stored: StoredTemplate;
  readonly dirty: boolean;
  readonly broken: boolean;
  readonly overtaken: boolean;
  readonly readOnly: boolean;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
  readonly onVersions: () => void;
  readonly onCopy: () => void;
  readonly onExport: () => void;
  readonly onRemove: () => void;
}

/** What can be done with the template, and how its changes stand. */
export function EditorFoot(props: FootProps): ReactNode {
  const { stored, dirty, broken, readOnly } = props;
  return (
    <footer className={classes.foot}>
      {readOnly ? null : (
        <>
          <Button size="xs" disabled={!dirty || broken} onClick={props.onSave}>
            Save
          </Button>
          <Button size="xs" variant="default" disabled={!dirty} onClick={props.onDiscard}>
            Discard
          </Button>
        </>
      )}
      <span className={settings.dim} role="status">
        {stateOf(props)}
      </span>
      <span className={settings.space} />
      <Button size="xs" variant="default" onClick={props.onVersions}>
        Versions
      </Button>
      {readOnly ? null : (
        <Button size="xs" variant="default" disabled={broken} onClick={props.onCopy}>
          Copy…
        </Button>
      )}
      <Button size="xs" variant="default" onClick={props.onExport}>
        Export
      </Button>
      {stored.origin === 'own' && !readOnly ? (
        <Button size="xs" variant="default" c="var(--failed)" onClick={props.onRemove}>
          {stored.overrides ? 'Back to shipped' : 'Delete'}
        </Button>
      ) : null}
    </footer>
  );
}

function stateOf({ stored, dirty, broken, overtaken, readOnly }: FootProps): string {
  if (readOnly) return 'Changing templates needs the role admin.';
  if (broken) return 'It cannot be saved while it has errors.';
  if (overtaken) {
    const who = stored.changedBy === null ? 'Somebody' : personOf(stored.changedBy);
    return stored.origin === 'own'
      ? `${who} saved version ${stored.version} meanwhile. Saving puts yours in its place.`
      : 'The shipped one was put back meanwhile. Saving puts yours in its place.';
  }
  return dirty ? 'Not saved yet' : '';
}
