import { Button, Modal, Select } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import type { StoredTemplate } from '../../../../shared/domain/notifications/template';
import type { ConsoleClient } from '../../../bridge/client';
import { t } from '../../../language/language';
import { useAsked } from '../../../store/use-asked';
import { tell, useCommand } from '../../../store/use-command';
import editing from '../../../ui/editing/editing.module.css';
import { personOf } from '../../../ui/event-words';
import { formatMoment } from '../../../ui/format';
import { Scroll } from '../../../ui/scroll';
import { SkeletonRows } from '../../../ui/skeleton-rows';
import { lineDiff } from './line-diff';
import classes from './templates.module.css';

interface VersionsProps {
  readonly opened: boolean;
  readonly stored: StoredTemplate;
  readonly readOnly: boolean;
  readonly onClose: () => void;
  readonly onRestored: (next: StoredTemplate) => void;
}

const EVERY_MS = 30_000;

/** Former versions, each against the one in force. */
export function Versions({ opened, stored, readOnly, onClose, onRestored }: VersionsProps): ReactNode {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('notificationTemplates.versionsOfName', { name: stored.name })}
      size="xl"
      centered
      closeButtonProps={{ 'aria-label': t('notificationTemplates.close') }}
    >
      {opened ? <Compare stored={stored} readOnly={readOnly} onRestored={onRestored} /> : null}
    </Modal>
  );
}

function Compare({ stored, readOnly, onRestored }: Pick<VersionsProps, 'stored' | 'readOnly' | 'onRestored'>): ReactNode {
  const { templateId, locale } = stored;
  const command = useCommand();
  const [chosen, setChosen] = useState<number | null>(null);
  const read = useCallback(
    (client: ConsoleClient) => client.notifications.templates.versions({ templateId, locale }),
    [templateId, locale],
  );
  const { value, problem } = useAsked(read, EVERY_MS);
  const former = (value?.items ?? []).filter(({ version }) => version !== stored.version);
  const shown = former.find(({ version }) => version === chosen) ?? former[0] ?? null;
  if (value === null)
    return problem === null ? (
      <SkeletonRows label={t('notificationTemplates.reading')} />
    ) : (
      <p className={editing.dim}>{problem}</p>
    );
  if (shown === null) return <p className={editing.dim}>{t('notificationTemplates.thereIsNoOtherVersionYet')}</p>;
  const restore = async (): Promise<void> => {
    const done = await command(t('notificationTemplates.restoreIt'), (client) =>
      client.notifications.templates.restore({ templateId, locale, version: shown.version }),
    );
    if (!done.ok) return;
    tell(t('notificationTemplates.versionVersionHoldsAgainAsVersion', { version: shown.version, version2: done.value.version }));
    onRestored(done.value);
  };
  return (
    <div className={classes.versions}>
      <div className={classes.head}>
        <Select
          size="xs"
          w={340}
          aria-label={t('notificationTemplates.versionToCompare')}
          allowDeselect={false}
          data={former.map((one) => ({ value: String(one.version), label: labelOf(one) }))}
          value={String(shown.version)}
          onChange={(next) => setChosen(Number(next))}
        />
        <span className={editing.space} />
        {readOnly ? null : (
          <Button size="xs" onClick={() => void restore()}>
            {t('notificationTemplates.restoreThisVersion')}
          </Button>
        )}
      </div>
      {(['subject', 'body', 'text'] as const).map((field) => (
        <Difference key={field} field={field} before={shown[field] ?? ''} after={stored[field] ?? ''} />
      ))}
    </div>
  );
}

function labelOf({ version, origin, changedAt, changedBy }: StoredTemplate): string {
  if (origin === 'shipped') return t('notificationTemplates.theOneThatShips');
  const when = changedAt === null ? '' : `, ${formatMoment(Date.parse(changedAt))}`;
  return t('notificationTemplates.versionVersionWhenValue', {
    version,
    when,
    value: changedBy === null ? '' : `, ${personOf(changedBy)}`,
  });
}

const marks = { same: ' ', gone: '−', new: '+' } as const;

function Difference({ field, before, after }: { field: string; before: string; after: string }): ReactNode {
  if (before === after) return null;
  return (
    <section>
      <h3 className={classes.part}>{field}</h3>
      <Scroll as="pre" className={classes.diff}>
        {lineDiff(before, after).map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a comparison have no other name
          <span key={index} className={classes.line} data-kind={line.kind}>
            {`${marks[line.kind]} ${line.text}\n`}
          </span>
        ))}
      </Scroll>
    </section>
  );
}
