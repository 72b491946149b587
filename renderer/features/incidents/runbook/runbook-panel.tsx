import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useCallback, useState } from 'react';
import type { IncidentRunbook } from '../../../../shared/contract/runbooks';
import { actorName } from '../../../../shared/domain/actor-name';
import type { Incident } from '../../../../shared/domain/alerting/incident';
import type { RunbookRun } from '../../../../shared/domain/alerting/runbooks/runbook';
import type { ConsoleClient } from '../../../bridge/client';
import { t } from '../../../language/language';
import { isRunning } from '../../../store/incidents';
import { useReplay } from '../../../store/replay';
import { useAgainOn } from '../../../store/use-again-on';
import { useAsked } from '../../../store/use-asked';
import { useCommand } from '../../../store/use-command';
import { SkeletonRows } from '../../../ui/skeleton-rows';
import { Ago } from '../../../ui/time';
import { Prose } from './prose';
import classes from './runbook.module.css';
import { RunbookStep } from './runbook-step';

/** Checks read the world as it is now. */
const EVERY_MS = 15_000;

/** What to do about the incident, step by step: the runbook that was begun, or the one that fits best. */
export function RunbookPanel({ incident }: { incident: Incident }): ReactNode {
  const { incidentId } = incident;
  const isPast = useReplay() !== null;
  const [wanted, setWanted] = useState<string | null>(null);
  const runbookId = incident.runbook === null ? wanted : null;
  const read = useCallback(
    (client: ConsoleClient) => client.runbooks.ofIncident({ incidentId, ...(runbookId === null ? {} : { runbookId }) }),
    [incidentId, runbookId],
  );
  const { value, problem, again } = useAsked(read, EVERY_MS);
  useAgainOn(incident, again);
  // The past knows how far somebody got, which is in the timeline, and nothing of what the checks said.
  if (isPast) return null;
  if (value === null && problem === null)
    return (
      <Frame>
        <SkeletonRows rows={3} label={t('incidents.readingRunbook')} />
      </Frame>
    );
  const others = (value?.suggested ?? []).filter((one) => one.runbookId !== value?.run?.runbookId);
  return (
    <Frame tools={isRunning(incident) ? <Others others={others} onChoose={setWanted} incident={incident} /> : null}>
      {problem === null ? null : <p className={classes.dim}>{t('incidents.runbookNotRead', { why: problem })}</p>}
      {value?.missing == null ? null : <p className={classes.dim}>{t('incidents.runbookGone', { name: value.missing })}</p>}
      {value?.run == null ? (
        value === null ? null : (
          <p className={classes.dim}>{t('incidents.noRunbook')}</p>
        )
      ) : (
        <Run key={value.run.runbookId} run={value.run} suggested={value.suggested} incident={incident} />
      )}
    </Frame>
  );
}

function Frame({ tools = null, children }: { tools?: ReactNode; children: ReactNode }): ReactNode {
  return (
    <section aria-label={t('incidents.runbook')}>
      <div className={classes.headingLine}>
        <h2 className={classes.heading}>{t('incidents.runbook')}</h2>
        {tools}
      </div>
      {children}
    </section>
  );
}

interface RunProps {
  readonly run: RunbookRun;
  readonly suggested: IncidentRunbook['suggested'];
  readonly incident: Incident;
}

function Run({ run, suggested, incident }: RunProps): ReactNode {
  const begin = useBegin(incident);
  const [opened, setOpened] = useState(false);
  const why = suggested.find(({ runbookId }) => runbookId === run.runbookId)?.why ?? null;
  return (
    <div className={classes.run}>
      <div className={classes.runHead}>
        <h3 className={classes.runTitle}>{run.title}</h3>
        {run.isStarted ? (
          <span className={classes.dim}>
            {run.endedAt === null ? t('incidents.begunBy', { who: actorName(run.startedBy ?? '') }) : t('incidents.runbookEnded')}{' '}
            {run.startedAt === null ? null : <Ago at={run.endedAt ?? run.startedAt} />}
          </span>
        ) : (
          <>
            {why === null ? null : <span className={classes.dim}>{why}</span>}
            <Button size="compact-xs" variant="default" aria-expanded={opened} onClick={() => setOpened(!opened)}>
              {opened ? t('incidents.hideSteps') : t('incidents.seeSteps', { count: run.steps.length })}
            </Button>
            {isRunning(incident) ? (
              <Button size="compact-sm" onClick={() => void begin(run.runbookId)}>
                {t('incidents.begin')}
              </Button>
            ) : null}
          </>
        )}
      </div>
      <Prose text={run.summary} />
      {run.isStarted || opened ? (
        <ol className={classes.steps}>
          {run.steps.map((step) => (
            <RunbookStep key={step.step} step={step} run={run} incident={incident} />
          ))}
        </ol>
      ) : null}
    </div>
  );
}

function useBegin(incident: Incident): (runbookId: string) => Promise<void> {
  const command = useCommand();
  return async (runbookId) => {
    await command(t('incidents.doBegin', { number: incident.number }), ({ runbooks }) =>
      runbooks.begin({ incidentId: incident.incidentId, runbookId }),
    );
  };
}

interface OthersProps {
  readonly others: IncidentRunbook['suggested'];
  readonly onChoose: (runbookId: string) => void;
  readonly incident: Incident;
}

/** Other runbooks that fit. Once one was begun, choosing begins the other one. */
function Others({ others, onChoose, incident }: OthersProps): ReactNode {
  const begin = useBegin(incident);
  if (others.length === 0) return null;
  const choose = (runbookId: string): void => {
    if (incident.runbook === null) onChoose(runbookId);
    else void begin(runbookId);
  };
  return (
    <Menu position="bottom-end" withArrow>
      <Menu.Target>
        <Button size="compact-xs" variant="default" rightSection={<IconChevronDown size={14} aria-hidden="true" />}>
          {incident.runbook === null ? t('incidents.otherRunbook') : t('incidents.beginOther')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {others.map(({ runbookId, title, why }) => (
          <Menu.Item key={runbookId} onClick={() => choose(runbookId)}>
            {title} <span className={classes.dim}>{why}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
