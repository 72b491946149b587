import {
  IconActivity,
  IconBellCheck,
  IconBellOff,
  IconClock,
  IconListDetails,
  IconMoon,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconServer2,
  IconSun,
  IconVolume,
} from '@tabler/icons-react';
import { useConsole, useEngine, useGo, useUi, useView } from '../../store/page';
import { allExecutions, allPlans, allServers, inContext, openNotices } from '../../store/selectors';
import { tell, useCommand } from '../../store/use-command';
import { useChangeSettings } from '../../store/use-settings';
import { count, formatMoment } from '../../ui/format';
import { ofExecution } from '../../ui/tone';
import { places } from '../places';
import type { Entry } from './entry';

/** Everything that can be found or done now: actions, places, then executions, plans and servers. */
export function useEntries(): readonly Entry[] {
  return [...useActions(), ...usePlaces(), ...useThings()];
}

function usePlaces(): readonly Entry[] {
  const go = useGo();
  return places.map((place) => ({
    id: `place ${place.name}`,
    label: place.name,
    kind: 'place',
    icon: place.icon,
    words: place.short,
    run: () => go(place.route),
  }));
}

function useThings(): readonly Entry[] {
  const go = useGo();
  const contextId = useUi((ui) => ui.contextId);
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
    ...executions.map((one) => ({
      id: `execution ${one.executionId}`,
      label: `${one.planName} · ${one.executionType} · ${ofExecution(one.status).word.toLowerCase()}${one.startedAt === null ? '' : ` · ${formatMoment(Date.parse(one.startedAt))}`}`,
      kind: 'execution',
      icon: IconListDetails,
      words: one.executionId,
      run: () => go({ screen: 'live', executionId: one.executionId }),
    })),
    ...plans.map((one) => ({
      id: `plan ${one.planId}`,
      label: one.planName,
      kind: 'plan',
      icon: IconActivity,
      words: one.planId,
      run: () => go({ screen: 'servers', serverId: null }),
    })),
    ...servers.map((one) => ({
      id: `server ${one.sourceServerId}`,
      label: one.name,
      kind: 'server',
      icon: IconServer2,
      words: `${one.sourceServerId} ${one.hostname ?? ''} ${one.sourceIp ?? ''}`,
      run: () => go({ screen: 'servers', serverId: one.sourceServerId }),
    })),
  ];
}

function useActions(): readonly Entry[] {
  return [...useAlertActions(), ...useSettingActions(), ...useRehearsalActions()];
}

function useAlertActions(): readonly Entry[] {
  const command = useCommand();
  const open = useView((view) => openNotices(view.notices), []);
  if (open.length === 0) return [];
  const acknowledgeAll = async (): Promise<void> => {
    const done = await command('acknowledge all alerts', (client) =>
      Promise.all(open.map(({ noticeId }) => client.alerts.acknowledge({ noticeId }))),
    );
    if (done.ok) tell(`${count(done.value.length, 'alert')} acknowledged.`);
  };
  return [
    {
      id: 'acknowledge all',
      label: `Acknowledge all alerts (${open.length})`,
      kind: 'action',
      icon: IconBellCheck,
      words: 'answer',
      run: () => void acknowledgeAll(),
    },
  ];
}

function useSettingActions(): readonly Entry[] {
  const settings = useConsole((data) => data.settings);
  const change = useChangeSettings();
  if (settings === null) return [];
  const { doNotDisturb, sound } = settings.alerts;
  const dark = settings.theme !== 'light';
  return [
    {
      id: 'theme',
      label: dark ? 'Light theme' : 'Dark theme',
      kind: 'action',
      icon: dark ? IconSun : IconMoon,
      words: 'appearance colours mode',
      run: () => void change((now) => ({ ...now, theme: dark ? 'light' : 'dark' })),
    },
    {
      id: 'do not disturb',
      label: doNotDisturb ? 'End do not disturb' : 'Do not disturb',
      kind: 'action',
      icon: IconBellOff,
      words: 'quiet silence popups',
      run: () => void change((now) => ({ ...now, alerts: { ...now.alerts, doNotDisturb: !doNotDisturb } })),
    },
    {
      id: 'sound',
      label: sound ? 'Alert sound off' : 'Alert sound on',
      kind: 'action',
      icon: IconVolume,
      words: 'mute bell',
      run: () => void change((now) => ({ ...now, alerts: { ...now.alerts, sound: !sound } })),
    },
  ];
}

function useRehearsalActions(): readonly Entry[] {
  const command = useCommand();
  const engine = useEngine();
  if (engine === null || engine.rehearsal === null) return [];
  const { paused } = engine.clock;
  const control = (change: { paused?: boolean; speed?: number }): void =>
    void command('control the rehearsal', (client) => client.rehearsal.control(change));
  return [
    {
      id: 'pause rehearsal',
      label: paused ? 'Go on with the rehearsal' : 'Pause the rehearsal',
      kind: 'action',
      icon: paused ? IconPlayerPlay : IconPlayerPause,
      words: 'clock simulation',
      run: () => control({ paused: !paused }),
    },
    {
      id: 'play again',
      label: 'Play the rehearsal again',
      kind: 'action',
      icon: IconRefresh,
      words: 'restart',
      run: () => void command('play the rehearsal again', (client) => client.rehearsal.restart({})),
    },
    ...[1, 10, 60, 300].map((speed) => ({
      id: `speed ${speed}`,
      label: `Rehearsal speed ×${speed}`,
      kind: 'action',
      icon: IconClock,
      words: 'faster slower clock',
      run: () => control({ speed }),
    })),
  ];
}
