import { type ReactNode, useEffect } from 'react';
import { AlertsScreen } from '../features/alerts/alerts-screen';
import { BoardsScreen } from '../features/boards/boards-screen';
import { CapacityScreen } from '../features/capacity/capacity-screen';
import { ComplianceScreen } from '../features/compliance/compliance-screen';
import { ExecutionsScreen } from '../features/executions/executions-screen';
import { FindingsScreen } from '../features/findings/findings-screen';
import { IncidentScreen } from '../features/incidents/incident-screen';
import { IncidentsScreen } from '../features/incidents/incidents-screen';
import { TrendsScreen } from '../features/incidents/trends/trends-screen';
import { LiveScreen } from '../features/live/live-screen';
import { LogsScreen } from '../features/logs/logs-screen';
import { MessagingScreen } from '../features/messaging/messaging-screen';
import { NotificationsScreen } from '../features/notifications/notifications-screen';
import { NoPast } from '../features/replay/no-past';
import { ServersScreen } from '../features/servers/servers-screen';
import { SettingsScreen } from '../features/settings/settings-screen';
import { SetupScreen } from '../features/setup/setup-screen';
import { SourcesScreen } from '../features/sources/sources-screen';
import { ExerciseDock } from '../features/training/exercise-dock';
import { Tour } from '../features/training/tours/tour';
import { TrainingScreen } from '../features/training/training-screen';
import { WallScreen } from '../features/wall/wall-screen';
import { t } from '../language/language';
import { useConnection, useConsole, useEngine, usePage, useUi, useView } from '../store/page';
import { type Replay, useReplay } from '../store/replay';
import { parsePlace } from '../store/replay-place';
import { formatRoute, type Route } from '../store/route';
import { isActive, isRecovery } from '../ui/tone';
import { AlertSound } from './alert-sound';
import { AlertStrip } from './alert-strip';
import { AlertingScreen } from './alerting-screen';
import { Announcer } from './announcer';
import classes from './app.module.css';
import { ConnectionBanner } from './connection-banner';
import { NotReached } from './not-reached';
import { Palette } from './palette/palette';
import { PrintHeader } from './print-header';
import { Rail } from './rail';
import { RecordingDrop } from './recording-drop';
import { RehearsalRibbon } from './rehearsal-ribbon';
import { ReplayConsole } from './replay-console';
import { SettingsSync } from './settings-sync';
import { ShortcutList } from './shortcut-list';
import { TopBar } from './top-bar';
import { WarningStrip } from './warning-strip';

/** The console now, or at an instant of a recording. */
export function App(): ReactNode {
  const place = useUi((ui) => ui.replay);
  useFragment();
  if (place === null) return <Console />;
  return (
    <ReplayConsole place={place}>
      <Console />
    </ReplayConsole>
  );
}

/** The whole page: where am I, how old is it, what waits for me, and the screen asked for. */
function Console(): ReactNode {
  const replay = useReplay();
  const route = useUi((ui) => ui.route);
  const connection = useConnection();
  const recovery = useView(
    (view) => Object.values(view.executions).some((one) => isActive(one.status) && isRecovery(one.executionType)),
    false,
  );
  useTitle(recovery, replay !== null);
  const held = useConsole((data) => data.held !== null);
  const reached = held || connection.kind === 'connecting' || connection.kind === 'live';
  const stale = held && (connection.kind === 'reconnecting' || connection.kind === 'refused');
  if (route.screen === 'wall') {
    if (replay !== null) return <NoPast replay={replay} />;
    return (
      <>
        <SettingsSync />
        <AlertSound />
        <WallScreen key={formatRoute(route)} boards={route.boards} everySeconds={route.everySeconds} />
      </>
    );
  }
  return (
    <div className={classes.frame} data-recovery={(recovery && replay === null) || undefined}>
      {recovery && replay === null ? (
        <div className={classes.recovery} role="status">
          {t('shell.recovery')}
        </div>
      ) : null}
      <div className="notOnPaper">{replay === null ? <RehearsalRibbon /> : null}</div>
      <div className={classes.shell}>
        <Rail />
        <div className={classes.beside}>
          <div className={classes.main}>
            <TopBar />
            <ConnectionBanner />
            <div className="notOnPaper">
              <WarningStrip />
              <AlertStrip />
            </div>
            <main className={classes.screen} data-stale={stale || undefined}>
              <PrintHeader />
              {reached ? <ScreenOf route={route} replay={replay} /> : <NotReached />}
            </main>
          </div>
          {replay === null ? <ExerciseDock /> : null}
        </div>
      </div>
      <Palette />
      <Tour />
      {/* Beside a replay they belong to the live page around it. */}
      {replay === null ? <SettingsSync /> : null}
      {replay === null ? <AlertSound /> : null}
      {replay === null ? <RecordingDrop /> : null}
      {replay === null ? <Announcer /> : null}
      <ShortcutList />
    </div>
  );
}

/** Places that show what was; the others are about this console as it is. */
const withPast: ReadonlySet<string> = new Set(['live', 'executions', 'servers', 'alerts', 'incident', 'boards']);

function ScreenOf({ route, replay }: { route: Exclude<Route, { screen: 'wall' }>; replay: Replay | null }): ReactNode {
  return replay === null || withPast.has(route.screen) ? (
    <Screen route={route} isPast={replay !== null} />
  ) : (
    <NoPast replay={replay} />
  );
}

function Screen({ route, isPast }: { route: Exclude<Route, { screen: 'wall' }>; isPast: boolean }): ReactNode {
  switch (route.screen) {
    case 'live':
      return <LiveScreen executionId={route.executionId} />;
    case 'executions':
      return <ExecutionsScreen />;
    case 'servers':
      return <ServersScreen serverId={route.serverId} />;
    case 'alerts':
      // What is asked for, and not shown as it changes, is about now.
      if (isPast || route.tab === undefined || route.tab === 'incidents') return <IncidentsScreen />;
      return route.tab === 'alerts' ? <AlertsScreen /> : <TrendsScreen />;
    case 'incident':
      return <IncidentScreen key={route.incidentId} incidentId={route.incidentId} />;
    case 'alerting':
      return <AlertingScreen tab={route.tab} id={route.id} />;
    case 'findings':
      return <FindingsScreen tab={route.tab} id={route.id} />;
    case 'compliance':
      return <ComplianceScreen tab={route.tab} id={route.id} />;
    case 'capacity':
      return <CapacityScreen tab={route.tab} />;
    case 'messaging':
      return <MessagingScreen tab={route.tab} />;
    case 'logs':
      return <LogsScreen tab={route.tab} />;
    case 'notifications':
      return <NotificationsScreen tab={route.tab} id={route.id} />;
    case 'boards':
      return <BoardsScreen boardId={route.boardId} edit={route.edit} />;
    case 'sources':
      return <SourcesScreen />;
    case 'setup':
      return <SetupScreen contextId={route.contextId} />;
    case 'training':
      return <TrainingScreen tab={route.tab} />;
    case 'settings':
      return <SettingsScreen />;
  }
}

/** Back, forward and a hand-edited fragment change the place. */
function useFragment(): void {
  const { ui } = usePage();
  useEffect(() => {
    const follow = (): void => ui.setState(parsePlace(window.location.hash));
    window.addEventListener('popstate', follow);
    window.addEventListener('hashchange', follow);
    return () => {
      window.removeEventListener('popstate', follow);
      window.removeEventListener('hashchange', follow);
    };
  }, [ui]);
}

/** A replay names itself. */
function useTitle(recovery: boolean, isReplay: boolean): void {
  const rehearsal = useEngine()?.rehearsal != null;
  useEffect(() => {
    if (isReplay) return;
    document.title = [
      ...(rehearsal ? [t('shell.rehearsalWord')] : []),
      ...(recovery ? [t('shell.titleRecovery')] : []),
      'Tocsin',
    ].join(' · ');
  }, [rehearsal, recovery, isReplay]);
}
