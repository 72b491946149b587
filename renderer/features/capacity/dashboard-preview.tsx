import { Button, Group, Modal, Stack } from '@mantine/core';
import { type ReactNode, useCallback } from 'react';
import type { DashboardPreview } from '../../../shared/contract/dashboards';
import type { ContextId, PlanId } from '../../../shared/domain/primitives';
import type { ConsoleClient } from '../../bridge/client';
import { useAsked } from '../../store/use-asked';
import { tell, useCommand } from '../../store/use-command';
import { JsonView } from '../../ui/json-view';
import table from '../../ui/plain-table.module.css';
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
    const done = await command(`make the dashboard of ${planName}`, (client) =>
      client.dashboards.put({ plan: planId, context: contextId }),
    );
    if (!done.ok) return;
    tell(`The dashboard ${done.value.name} is up to date.`);
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={`Dashboard of ${planName}`}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack>
        {problem === null ? null : <p className={classes.problem}>{problem}</p>}
        {value === null ? <p className={classes.dim}>{problem === null ? 'Reading…' : ''}</p> : <Content preview={value} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Back
          </Button>
          <Button disabled={value === null || value.change === 'none' || value.change === 'foreign'} onClick={() => void make()}>
            {value?.change === 'update' ? 'Bring it up to date' : 'Make it'}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

const verdicts: Readonly<Record<DashboardPreview['change'], string>> = {
  create: 'will be made in CloudWatch.',
  update: 'is there and would be brought up to date.',
  none: 'is there and up to date.',
  foreign: 'is there, and no console made it for this plan: it stays as it is. Rename or remove it in CloudWatch first.',
};

function Content({ preview }: { preview: DashboardPreview }): ReactNode {
  return (
    <>
      <p className={classes.words}>
        <strong>{preview.name}</strong> {verdicts[preview.change]}
      </p>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">Holds</th>
            <th scope="col">As</th>
            <th scope="col" className={table.number}>
              Lines
            </th>
          </tr>
        </thead>
        <tbody>
          {preview.widgets.map(({ title, kind, metrics }) => (
            <tr key={title}>
              <td>{title}</td>
              <td className={classes.dim}>{kinds[kind] ?? kind}</td>
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
      <JsonView label="What would be sent" value={jsonOf(preview.body)} />
    </>
  );
}

const kinds: Readonly<Record<string, string>> = { text: 'text', alarm: 'states of alarms', metric: 'chart' };

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
