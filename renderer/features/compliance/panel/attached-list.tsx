import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Attachment } from '../../../../shared/domain/frameworks/attachment';
import { t } from '../../../language/language';
import { useNowMs } from '../../../store/page';
import { useCommand } from '../../../store/use-command';
import { useRole } from '../../../store/use-role';
import { formatBytes } from '../../../ui/format';
import { StateMark } from '../../../ui/state-mark';
import { Moment } from '../../../ui/time';
import type { Spoken } from '../../../ui/tone';
import classes from '../compliance.module.css';

interface AttachedListProps {
  readonly attachments: readonly Attachment[];
  readonly problem: string | null;
  readonly onWithdrawn: () => void;
}

/** Everything that people added to a control, also what does not count any more. */
export function AttachedList({ attachments, problem, onWithdrawn }: AttachedListProps): ReactNode {
  if (problem !== null) return <p>{t('compliance.notRead', { why: problem })}</p>;
  if (attachments.length === 0) return null;
  return (
    <section>
      <h3 className={classes.heading}>{t('compliance.added')}</h3>
      {attachments.map((one) => (
        <Attached key={one.attachmentId} attachment={one} onWithdrawn={onWithdrawn} />
      ))}
    </section>
  );
}

function Attached({ attachment, onWithdrawn }: { attachment: Attachment; onWithdrawn: () => void }): ReactNode {
  const command = useCommand();
  const role = useRole();
  const now = useNowMs();
  const { attachmentId, statement, answers, file, addedBy, addedAt, validUntil, withdrawnAt } = attachment;
  const withdraw = async (): Promise<void> => {
    const done = await command(t('compliance.doWithdraw'), (client) => client.frameworks.withdraw({ attachmentId }));
    if (done.ok) onWithdrawn();
  };
  const take = async (): Promise<void> => {
    const taken = await command(t('compliance.doTake', { name: file?.name ?? '' }), (client) =>
      client.frameworks.attachmentFile({ attachmentId }),
    );
    if (taken.ok) save(file?.name ?? 'evidence', taken.value);
  };
  return (
    <div className={classes.missing}>
      <div>{statement}</div>
      {answers === null ? null : <div className={classes.dim}>{t('compliance.answersTo', { what: answers })}</div>}
      <div className={classes.dim}>
        {t('compliance.addedBy', { who: addedBy })} <Moment at={addedAt} />
        {validUntil === null ? null : (
          <>
            {` · ${t('compliance.until')} `}
            <Moment at={validUntil} />
          </>
        )}
      </div>
      {file === null ? null : (
        <div className={classes.dim} title={file.sha256}>
          {t('compliance.fileIs', { name: file.name, size: formatBytes(file.bytes), hash: `${file.sha256.slice(0, 16)}…` })}
        </div>
      )}
      <div className={classes.row}>
        <StateMark spoken={stateOf(attachment, now)} />
        {file === null ? null : (
          <Button size="compact-xs" variant="default" onClick={() => void take()}>
            {t('compliance.takeFile')}
          </Button>
        )}
        {withdrawnAt !== null || role === null || role === 'view' ? null : (
          <Button size="compact-xs" variant="default" onClick={() => void withdraw()}>
            {t('compliance.withdraw')}
          </Button>
        )}
      </div>
    </div>
  );
}

function stateOf({ withdrawnAt, validUntil }: Attachment, nowMs: number): Spoken {
  if (withdrawnAt !== null) return { tone: 'cancelled', word: t('compliance.withdrawn') };
  if (validUntil !== null && Date.parse(validUntil) <= nowMs) return { tone: 'waiting', word: t('compliance.runOut') };
  return { tone: 'succeeded', word: t('compliance.counts') };
}

function save(name: string, file: Blob): void {
  const address = URL.createObjectURL(file);
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  URL.revokeObjectURL(address);
}
