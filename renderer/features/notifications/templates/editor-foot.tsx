import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { StoredTemplate } from '../../../../shared/domain/notifications/template';
import { t } from '../../../language/language';
import editing from '../../../ui/editing/editing.module.css';
import { personOf } from '../../../ui/event-words';
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
            {t('notificationTemplates.save')}
          </Button>
          <Button size="xs" variant="default" disabled={!dirty} onClick={props.onDiscard}>
            {t('notificationTemplates.discard')}
          </Button>
        </>
      )}
      <span className={editing.dim} role="status">
        {stateOf(props)}
      </span>
      <span className={editing.space} />
      <Button size="xs" variant="default" onClick={props.onVersions}>
        {t('notificationTemplates.versions')}
      </Button>
      {readOnly ? null : (
        <Button size="xs" variant="default" disabled={broken} onClick={props.onCopy}>
          {t('notificationTemplates.copy')}
        </Button>
      )}
      <Button size="xs" variant="default" onClick={props.onExport}>
        {t('notificationTemplates.export')}
      </Button>
      {stored.origin === 'own' && !readOnly ? (
        <Button size="xs" variant="default" c="var(--failed)" onClick={props.onRemove}>
          {stored.overrides ? t('notificationTemplates.backToShipped') : t('notificationTemplates.delete')}
        </Button>
      ) : null}
    </footer>
  );
}

function stateOf({ stored, dirty, broken, overtaken, readOnly }: FootProps): string {
  if (readOnly) return t('notificationTemplates.changingTemplatesNeedsTheRoleAdmin');
  if (broken) return t('notificationTemplates.itCannotBeSavedWhileIt');
  if (overtaken) {
    const who = stored.changedBy === null ? t('notificationTemplates.somebody') : personOf(stored.changedBy);
    return stored.origin === 'own'
      ? t('notificationTemplates.whoSavedVersionVersionMeanwhileSaving', { who, version: stored.version })
      : t('notificationTemplates.theShippedOneWasPutBack');
  }
  return dirty ? t('notificationTemplates.notSavedYet') : '';
}
