import { Anchor, Button, CopyButton } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import type { PlanDashboard } from '../../../shared/contract/dashboards';
import { ContextId, type PlanId } from '../../../shared/domain/primitives';
import type { ConsoleClient } from '../../bridge/client';
import { t } from '../../language/language';
import { useUi, useView } from '../../store/page';
import { allContexts } from '../../store/selectors';
import { useAsked } from '../../store/use-asked';
import { tell, useCommand } from '../../store/use-command';
import { EmptyState } from '../../ui/empty-state';
import { formatBytes } from '../../ui/format';
import table from '../../ui/plain-table.module.css';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { Ago } from '../../ui/time';
import classes from './capacity-screen.module.css';
import { DashboardPreviewDialog } from './dashboard-preview';

const everyMs = 60_000;

/** CloudWatch dashboards of the recovery plans: which there are, and which could be made. */
export function Dashboards(): ReactNode {
  const chosen = useUi((ui) => ui.contextId);
  const contexts = useView((view) => allContexts(view.contexts), []);
  const contextId = chosen ?? (contexts.length === 1 ? (contexts[0]?.contextId ?? null) : null);
  if (contextId === null)
    return <EmptyState text={t('capacity.dashboardsBelongToOneAccount')} next={t('capacity.chooseAContextAtTheTop')} />;
  return <DashboardsOf key={contextId} contextId={ContextId.parse(contextId)} />;
}

interface Row {
  readonly name: string;
  readonly plan: { readonly planId: PlanId; readonly planName: string } | null;
  readonly made: PlanDashboard | null;
}

function DashboardsOf({ contextId }: { contextId: ContextId }): ReactNode {
  const read = useCallback((client: ConsoleClient) => client.dashboards.list({ limit: 1000, context: contextId }), [contextId]);
  const { value, problem, again } = useAsked(read, everyMs);
  const plans = useView((view) => view.plans, {});
  const [previewed, setPreviewed] = useState<Row['plan']>(null);
  const command = useCommand();
  const remove = async (name: string): Promise<void> => {
    const done = await command(t('capacity.removeTheDashboardName', { name }), (client) =>
      client.dashboards.remove({ name, context: contextId }),
    );
    if (done.ok) tell(done.value.message);
    again();
  };
  const mine = Object.values(plans).filter((plan) => plan.contextId === contextId);
  const made = value?.items ?? [];
  const rows: Row[] = [
    ...mine.map((plan) => ({ name: plan.planName, plan, made: made.find(({ planId }) => planId === plan.planId) ?? null })),
    ...made
      .filter(({ planId }) => !mine.some((plan) => plan.planId === planId))
      .map((one) => ({ name: one.name, plan: null, made: one })),
  ];
  return (
    <div className={classes.page}>
      <p className={classes.dim}>{t('capacity.aDashboardInCloudWatchForEverybody')}</p>
      {problem === null ? null : <p className={classes.problem}>{problem}</p>}
      {rows.length === 0 && value === null && problem === null ? (
        <SkeletonRows label={t('capacity.reading')} />
      ) : rows.length === 0 ? (
        <EmptyState text={t('capacity.thereIsNoRecoveryPlanHere')} />
      ) : (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('capacity.recoveryPlan')}</th>
              <th scope="col">{t('capacity.dashboard')}</th>
              <th scope="col">{t('capacity.changed')}</th>
              <th scope="col" className={table.number}>
                {t('capacity.size')}
              </th>
              <th scope="col">{t('capacity.actions')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <DashboardRow
                key={row.made?.name ?? row.name}
                row={row}
                onPreview={() => setPreviewed(row.plan)}
                onRemove={(name) => void remove(name)}
              />
            ))}
          </tbody>
        </table>
      )}
      {previewed === null ? null : (
        <DashboardPreviewDialog
          contextId={contextId}
          plan={previewed}
          onClose={() => {
            setPreviewed(null);
            again();
          }}
        />
      )}
    </div>
  );
}

interface DashboardRowProps {
  readonly row: Row;
  readonly onPreview: () => void;
  readonly onRemove: (name: string) => void;
}

function DashboardRow({ row: { plan, made }, onPreview, onRemove }: DashboardRowProps): ReactNode {
  return (
    <tr>
      <td>{plan?.planName ?? <span className={classes.dim}>{t('capacity.aPlanThatIsGone')}</span>}</td>
      <td>
        {made === null ? (
          <span className={classes.dim}>{t('capacity.none')}</span>
        ) : (
          <Anchor href={made.url} target="_blank" rel="noreferrer" size="sm">
            {made.name}
          </Anchor>
        )}
      </td>
      <td className={classes.dim}>{made?.modifiedAt == null ? '–' : <Ago at={made.modifiedAt} />}</td>
      <td className={table.number}>{made?.sizeBytes == null ? '–' : formatBytes(made.sizeBytes)}</td>
      <td className={classes.buttons}>
        {plan === null ? null : (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t('capacity.previewTheDashboardOfPlanName', { planName: plan.planName })}
            onClick={onPreview}
          >
            {t('capacity.preview')}
          </Button>
        )}
        {made === null ? null : (
          <CopyButton value={made.url}>
            {({ copied, copy }) => (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t('capacity.copyTheAddressOfName', { name: made.name })}
                onClick={copy}
              >
                {copied ? t('capacity.copied') : t('capacity.copyAddress')}
              </Button>
            )}
          </CopyButton>
        )}
        {made === null ? null : (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t('capacity.removeName', { name: made.name })}
            onClick={() => onRemove(made.name)}
          >
            {t('capacity.remove')}
          </Button>
        )}
      </td>
    </tr>
  );
}
