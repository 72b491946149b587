import {
  IconActivity,
  IconBellCheck,
  IconBellOff,
  IconClock,
  IconHistory,
  IconKeyboard,
  IconLanguage,
  IconListDetails,
  IconMap2,
  IconMoon,
  IconPlayerPause,
  IconPlayerPlay,
  IconPrinter,
  IconRefresh,
  IconServer2,
  IconSun,
  IconVolume,
} from '@tabler/icons-react';
import { useTour } from '../../features/training/tours/use-tour';
import { t } from '../../language/language';
import { useConsole, useEngine, useGo, usePage, useUi, useView } from '../../store/page';
import { useReplay } from '../../store/replay';
import { allExecutions, allPlans, allServers, inContext, openNotices } from '../../store/selectors';
import { tell, useCommand } from '../../store/use-command';
import { useEnterReplay } from '../../store/use-recordings';
import { useChangeSettings } from '../../store/use-settings';
import { formatMoment } from '../../ui/format';
import { inSentence } from '../../ui/sentence';
import { ofExecution } from '../../ui/tone';
import { places } from '../places';
import { showShortcuts } from '../shortcut-list';
import type { Entry } from './entry';

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

function useActions(): readonly Entry[] {
  const replay = useReplay();
  const actions = [...useAlertActions(), ...useSettingActions(), ...useRehearsalActions(), ...useTourActions()];
  if (replay === null) return [...actions, shortcutsEntry()];
  // What acts on now is not done from the past.
  const leave = { label: t('replay.leave'), kind: t('shell.kind:action'), icon: IconHistory, words: t('replay.live') };
  return [{ id: 'leave replay', ...leave, run: replay.leave }, shortcutsEntry()];
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

function shortcutsEntry(): Entry {
  return {
    id: 'shortcuts',
    label: t('shell.shortcuts'),
    kind: t('shell.kind:action'),
    icon: IconKeyboard,
    words: t('shell.words:keys'),
    run: showShortcuts,
  };
}

/** The palette has to be gone before the paper is drawn. */
const CLOSING_MS = 400;

function usePrintEntry(): Entry {
  const { wall } = usePage();
  return {
    id: 'print',
    label: t('shell.print'),
    kind: t('shell.kind:action'),
    icon: IconPrinter,
    words: t('shell.words:print'),
    run: () => void wall.after(CLOSING_MS, () => window.print()),
  };
}

function useAlertActions(): readonly Entry[] {
  const command = useCommand();
  const open = useView((view) => openNotices(view.notices), []);
  if (open.length === 0) return [];
  const acknowledgeAll = async (): Promise<void> => {
    const done = await command(t('shell.doAcknowledgeAll'), (client) =>
      Promise.all(open.map(({ noticeId }) => client.alerts.acknowledge({ noticeId }))),
    );
    if (done.ok) tell(t('shell.acknowledgedAll', { count: done.value.length }));
  };
  return [
    {
      id: 'acknowledge all',
      label: t('shell.acknowledgeAll', { n: open.length }),
      kind: t('shell.kind:action'),
      icon: IconBellCheck,
      words: t('shell.words:answer'),
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
      label: dark ? t('shell.lightTheme') : t('shell.darkTheme'),
      kind: t('shell.kind:action'),
      icon: dark ? IconSun : IconMoon,
      words: t('shell.words:theme'),
      run: () => void change((now) => ({ ...now, theme: dark ? 'light' : 'dark' })),
    },
    {
      id: 'do not disturb',
      label: doNotDisturb ? t('shell.endQuiet') : t('shell.quiet'),
      kind: t('shell.kind:action'),
      icon: IconBellOff,
      words: t('shell.words:quiet'),
      run: () => void change((now) => ({ ...now, alerts: { ...now.alerts, doNotDisturb: !doNotDisturb } })),
    },
    {
      id: 'sound',
      label: sound ? t('shell.soundOff') : t('shell.soundOn'),
      kind: t('shell.kind:action'),
      icon: IconVolume,
      words: t('shell.words:sound'),
      run: () => void change((now) => ({ ...now, alerts: { ...now.alerts, sound: !sound } })),
    },
    {
      id: 'language',
      label: settings.language === 'de' ? t('shell.inEnglish') : t('shell.inGerman'),
      kind: t('shell.kind:action'),
      icon: IconLanguage,
      words: t('shell.words:language'),
      run: () => void change((now) => ({ ...now, language: settings.language === 'de' ? 'en' : 'de' })),
    },
  ];
}

function useRehearsalActions(): readonly Entry[] {
  const command = useCommand();
  const engine = useEngine();
  if (engine === null || engine.rehearsal === null) return [];
  const { paused } = engine.clock;
  const control = (change: { paused?: boolean; speed?: number }): void =>
    void command(t('shell.doControl'), (client) => client.rehearsal.control(change));
  return [
    {
      id: 'pause rehearsal',
      label: paused ? t('shell.goOnRehearsal') : t('shell.pauseRehearsal'),
      kind: t('shell.kind:action'),
      icon: paused ? IconPlayerPlay : IconPlayerPause,
      words: t('shell.words:clock'),
      run: () => control({ paused: !paused }),
    },
    {
      id: 'play again',
      label: t('shell.playRehearsalAgain'),
      kind: t('shell.kind:action'),
      icon: IconRefresh,
      words: t('shell.words:restart'),
      run: () => void command(t('shell.doPlayAgain'), (client) => client.rehearsal.restart({})),
    },
    ...[1, 10, 60, 300].map((speed) => ({
      id: `speed ${speed}`,
      label: t('shell.speedOf', { speed }),
      kind: t('shell.kind:action'),
      icon: IconClock,
      words: t('shell.words:speed'),
      run: () => control({ speed }),
    })),
  ];
}

function useTourActions(): readonly Entry[] {
  const { tour, allowed, start } = useTour();
  if (tour === null || !allowed) return [];
  return [
    {
      id: 'tour',
      label: t('tours.ofScreen'),
      kind: t('shell.kind:action'),
      icon: IconMap2,
      words: t('tours.words'),
      run: start,
    },
  ];
}
