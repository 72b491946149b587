import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../language/language';
import { allIncidents, inState, isWide, noFilter, type OpenCounts, openCounts, passes } from '../../store/incidents';
import { useEngine, useUi, useView } from '../../store/page';
import { inContext } from '../../store/selectors';
import { useIncidentFilter } from '../../store/use-incident-filter';
import { AlertTabs } from '../../ui/alert-tabs';
import { EmptyState } from '../../ui/empty-state';
import { Screen } from '../../ui/screen';
import { IncidentFilters } from './list/incident-filters';
import { IncidentList } from './list/incident-list';
import { useOlder } from './list/use-older';
import { useRest } from './list/use-rest';

/** Everything that is wrong, put together: what waits for an answer first. */
export function IncidentsScreen(): ReactNode {
  const contextId = useUi((ui) => ui.contextId);
  const listed = useView((view) => allIncidents(view.incidents), []);
  const counts = useOpenCounts();
  const rest = useRest(listed, counts);
  const older = useOlder(rest.incidents);
  const all = inContext(older.incidents, contextId);
  const [filter, change] = useIncidentFilter();
  const passing = all.filter((one) => passes(one, filter));
  const shown = passing.filter((one) => inState(one, filter.state));
  return (
    <Screen title={t('alerts.title')} aside={<Counts />} tools={<AlertTabs tab="incidents" />}>
      <IncidentFilters
        all={all}
        passing={passing}
        filter={filter}
        missing={rest.isWhole ? null : { waiting: isWide(filter) && contextId === null ? counts.waiting : null }}
        onChange={change}
      />
      {rest.head}
      {shown.length === 0 ? (
        <EmptyState
          text={all.length === 0 ? t('incidents.none') : t('incidents.nonePass')}
          next={all.length === 0 ? t('incidents.noneNext') : ''}
          action={
            all.length === 0 ? undefined : (
              <Button variant="default" onClick={() => change(noFilter)}>
                {t('incidents.showAll')}
              </Button>
            )
          }
        />
      ) : (
        <IncidentList incidents={shown} foot={older.foot} />
      )}
    </Screen>
  );
}

/** Number by number: the screen is drawn again when one of them changes, not with every change of the view. */
function useOpenCounts(): OpenCounts {
  const open = useView((view) => openCounts(view).open, 0);
  const waiting = useView((view) => openCounts(view).waiting, 0);
  const isCut = useView((view) => openCounts(view).isCut, false);
  return { open, waiting, isCut };
}

function Counts(): ReactNode {
  const alerting = useEngine()?.alerting;
  if (alerting === undefined) return null;
  return t('incidents.counts', { open: alerting.open, count: alerting.firing, suppressed: alerting.suppressed });
}
