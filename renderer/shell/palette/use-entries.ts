import { IconActivity, IconBell, IconHistory, IconListDetails, IconServer2 } from '@tabler/icons-react';
import { t } from '../../language/language';
import { allIncidents, isRunning } from '../../store/incidents';
import { useGo, useUi, useView } from '../../store/page';
import { useReplay } from '../../store/replay';
import { allExecutions, allPlans, allServers, inContext } from '../../store/selectors';
import { useEnterReplay } from '../../store/use-recordings';
import { formatMoment } from '../../ui/format';
import { inSentence } from '../../ui/sentence';
import { ofExecution } from '../../ui/tone';
import { places } from '../places';
import type { Entry } from './entry';
import { useActions } from './use-actions';

/** Everything that can be found or done now: actions, places, then executions, plans and servers. */
export function useEntries(): readonly Entry[] {
  return [...useActions(), ...usePlaces(), ...useThings(), ...useReplays()];
}

function usePlaces(): readonly Entry[] {
  const go = useGo();
  return places.map((place) => ({
    id: `place ${place.route.screen}`,
    label: t(place.name),
    kind: t('shell.kind:place'),
    icon: place.icon,
    words: t(place.short),
    run: () => go(place.route),
  }));
}

function useThings(): readonly Entry[] {
  const go = useGo();
  const contextId = useUi((ui) => ui.contextId);
  const incidents = inContext(
    useView((view) => allIncidents(view.incidents), []),
    contextId,
  ).filter(isRunning);
  const executions = inContext(
    useView((view) => allExecutions(view.executions), []),
    contextId,
  );
  const plans = inContext(
    useView((view) => allPlans(view.plans), []),
    contextId,
  );
  const servers = inContext(
    useView((view) => allServers(view.servers), []),
    contextId,
  );
  return [
    ...incidents.map((one) => ({
      id: `incident ${one.incidentId}`,
      label: `#${one.number} ${one.title}`,
      kind: t('incidents.incident'),
      icon: IconBell,
      words: one.planName ?? '',
      run: () => go({ screen: 'incident', incidentId: one.incidentId }),
    })),
    ...executions.map((one) => ({
      id: `execution ${one.executionId}`,
      label: `${one.planName} · ${one.executionType} · ${inSentence(ofExecution(one.status).word)}${one.startedAt === null ? '' : ` · ${formatMoment(Date.parse(one.startedAt))}`}`,
      kind: t('shell.kind:execution'),
      icon: IconListDetails,
      words: one.executionId,
      run: () => go({ screen: 'live', executionId: one.executionId }),
    })),
    ...plans.map((one) => ({
      id: `plan ${one.planId}`,
      label: one.planName,
      kind: t('shell.kind:plan'),
      icon: IconActivity,
      words: one.planId,
      run: () => go({ screen: 'servers', serverId: null }),
    })),
    ...servers.map((one) => ({
      id: `server ${one.sourceServerId}`,
      label: one.name,
      kind: t('shell.kind:server'),
      icon: IconServer2,
      words: `${one.sourceServerId} ${one.hostname ?? ''} ${one.sourceIp ?? ''}`,
      run: () => go({ screen: 'servers', serverId: one.sourceServerId }),
    })),
  ];
}

/** Executions by their names are found above; this plays them back. */
function useReplays(): readonly Entry[] {
  const enter = useEnterReplay();
  const isReplay = useReplay() !== null;
  const executions = useView((view) => allExecutions(view.executions), []);
  if (isReplay) return [];
  return executions.map((one) => ({
    id: `replay ${one.executionId}`,
    label: t('replay.palette', {
      plan: one.planName,
      when: formatMoment(Date.parse(one.startedAt ?? one.observedAt)),
    }),
    kind: t('replay.paletteKind'),
    icon: IconHistory,
    words: `${t('replay.paletteWords')} ${one.executionId}`,
    run: () => enter(one.executionId, one.executionId),
  }));
}
