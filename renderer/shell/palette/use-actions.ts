import {
  IconBellCheck,
  IconBellOff,
  IconClock,
  IconHistory,
  IconKeyboard,
  IconLanguage,
  IconMap2,
  IconMoon,
  IconPlayerPause,
  IconPlayerPlay,
  IconPrinter,
  IconRefresh,
  IconSun,
  IconVolume,
} from '@tabler/icons-react';
import { useTour } from '../../features/training/tours/use-tour';
import { t } from '../../language/language';
import { waitingIncidents } from '../../store/incidents';
import { useConsole, useEngine, usePage, useView } from '../../store/page';
import { useReplay } from '../../store/replay';
import { tell, useCommand } from '../../store/use-command';
import { useChangeSettings } from '../../store/use-settings';
import { showShortcuts } from '../shortcut-list';
import type { Entry } from './entry';

/** What can be done now. */
export function useActions(): readonly Entry[] {
  const replay = useReplay();
  const actions = [...useAlertActions(), ...useSettingActions(), ...useRehearsalActions(), ...useTourActions()];
  const always = [shortcutsEntry(), usePrintEntry()];
  if (replay === null) return [...actions, ...always];
  // What acts on now is not done from the past.
  const leave = { label: t('replay.leave'), kind: t('shell.kind:action'), icon: IconHistory, words: t('replay.live') };
  return [{ id: 'leave replay', ...leave, run: replay.leave }, ...always];
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
  const open = useView((view) => waitingIncidents(view.incidents), []);
  if (open.length === 0) return [];
  const acknowledgeAll = async (): Promise<void> => {
    const done = await command(t('shell.doAcknowledgeAll'), (client) =>
      Promise.all(open.map(({ incidentId }) => client.incidents.acknowledge({ incidentId }))),
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
