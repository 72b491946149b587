import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { Incident } from '../../../../shared/domain/alerting/incident';
import type { ConsoleClient } from '../../../bridge/client';
import { t } from '../../../language/language';
import { useAsked } from '../../../store/use-asked';
import { download } from '../../../ui/download';
import { SkeletonRows } from '../../../ui/skeleton-rows';
import classes from './incident.module.css';

/** Asked for once: what somebody writes into it must not be written over. */
const ONCE_MS = 86_400_000;

interface Props {
  readonly incident: Incident;
  readonly what: 'handOver' | 'report';
  readonly onClose: () => void;
}

/** A text about the incident, drawn up by the console, to be changed, copied or saved. */
export function TextDialog({ incident, what, onClose }: Props): ReactNode {
  const { incidentId, number } = incident;
  const read = useCallback(
    (client: ConsoleClient) =>
      what === 'handOver' ? client.incidents.handOver({ incidentId }) : client.incidents.report({ incidentId }),
    [incidentId, what],
  );
  const { value, problem } = useAsked(read, ONCE_MS);
  const [text, setText] = useState<string | null>(null);
  const first = useRef(true);
  useEffect(() => {
    if (value === null || !first.current) return;
    first.current = false;
    setText(value.markdown);
  }, [value]);
  const clipboard = useClipboard({ timeout: 2_000 });
  const title = t(what === 'handOver' ? 'incidents.handOverOf' : 'incidents.reportOf', { number });
  return (
    <Modal opened onClose={onClose} size="xl" title={title} closeButtonProps={{ 'aria-label': t('incidents.close') }}>
      <Stack gap="sm">
        <p className={classes.dim}>{t(what === 'handOver' ? 'incidents.handOverWhat' : 'incidents.reportWhat')}</p>
        {problem === null ? null : (
          <p role="alert" className={classes.problem}>
            {t('incidents.notDrawnUp', { why: problem })}
          </p>
        )}
        {text === null ? (
          problem === null ? (
            <SkeletonRows rows={10} />
          ) : null
        ) : (
          <Textarea
            data-autofocus
            aria-label={title}
            autosize
            minRows={14}
            maxRows={24}
            classNames={{ input: classes.markdown }}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        <Group justify="flex-end">
          <Button
            variant="default"
            disabled={text === null}
            onClick={() => download(`${what === 'handOver' ? 'hand-over' : 'report'}-${number}.md`, 'text/markdown', text ?? '')}
          >
            {t('incidents.save')}
          </Button>
          <Button disabled={text === null} onClick={() => clipboard.copy(text ?? '')}>
            {clipboard.copied ? t('ui.copied') : t('incidents.copy')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
