import { Button, Group, Modal, Stack } from '@mantine/core';
import { type ReactNode, useCallback } from 'react';
import type { DashboardPreview } from '../../../shared/contract/dashboards';
import type { ContextId, PlanId } from '../../../shared/domain/primitives';
import type { ConsoleClient } from '../../bridge/client';
import { t } from '../../language/language';
import { useAsked } from '../../store/use-asked';
import { tell, useCommand } from '../../store/use-command';
import { JsonView } from '../../ui/json-view';
import table from '../../ui/plain-table.module.css';
import { SkeletonRows } from '../../ui/skeleton-rows';
import classes from './capacity-screen.module.css';

interface DashboardPreviewProps {
  readonly contextId: ContextId;
  readonly plan: { readonly planId: PlanId; readonly planName: string };
  readonly onClose: () => void;
}

const everyMs = 60_000;

/** Everything a plan's dashboard would hold, before it is made. */
export function DashboardPreviewDialog({ contextId, plan, onClose }: DashboardPreviewProps): ReactNode {
  const { planId, planName } = plan;
  const read = useCallback(
    (client: ConsoleClient) => client.dashboards.preview({ plan: planId, context: contextId }),
    [planId, contextId],
  );
  const { value, problem } = useAsked(read, everyMs);
  const command = useCommand();
  const make = async (): Promise<void> => {
    const done = await command(t('capacity.makeTheDashboardOfPlanName', { planName }), (client) =>
      client.dashboards.put({ plan: planId, context: contextId }),
    );
    if (!done.ok) return;
    tell(t('capacity.theDashboardNameIsUpTo', { name: done.value.name }));
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('capacity.dashboardOfPlanName', { planName })}
      centered
      closeButtonProps={{ 'aria-label': t('capacity.close') }}
    >
      <Stack>
        {problem === null ? null : <p className={classes.problem}>{problem}</p>}
        {value === null && problem === null ? <SkeletonRows label={t('capacity.reading')} /> : null}
        {value === null ? null : <Content preview={value} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('capacity.back')}
          </Button>
          <Button disabled={value === null || value.change === 'none' || value.change === 'foreign'} onClick={() => void make()}>
            {value?.change === 'update' ? t('capacity.bringItUpToDate') : t('capacity.makeIt')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Content({ preview }: { preview: DashboardPreview }): ReactNode {
  return (
    <>
      <p className={classes.words}>
        <strong>{preview.name}</strong> {t(`capacity.verdict-${preview.change}`)}
      </p>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('capacity.holds')}</th>
            <th scope="col">{t('capacity.as')}</th>
            <th scope="col" className={table.number}>
              {t('capacity.lines')}
            </th>
          </tr>
        </thead>
        <tbody>
          {preview.widgets.map(({ title, kind, metrics }) => (
            <tr key={title}>
              <td>{title}</td>
              <td className={classes.dim}>{kindOf(kind)}</td>
              <td className={table.number}>{metrics === 0 ? '–' : metrics}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {preview.notes.map((note) => (
        <p key={note} className={classes.dim}>
          {note}
        </p>
      ))}
      <JsonView label={t('capacity.whatWouldBeSent')} value={jsonOf(preview.body)} />
    </>
  );
}

function kindOf(kind: string): string {
  switch (kind) {
    case 'text':
    case 'alarm':
    case 'metric':
      return t(`capacity.kind-${kind}`);
    default:
      return kind;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
