import { alarms } from './alarms';
import { alertRules } from './alert-rules';
import { alerting } from './alerting-settings';
import { alerts } from './alerts';
import { audit } from './audit';
import { boards } from './boards';
import { health, live, rehearsal, settings, tokens } from './console';
import { contexts } from './contexts';
import { dashboards } from './dashboards';
import { bus, security } from './events';
import { executions } from './executions';
import { findings } from './findings';
import { forecasts } from './forecasts';
import { frameworks } from './frameworks';
import { incidentTrends } from './incident-trends';
import { incidents } from './incidents';
import { logs } from './logs';
import { notifications } from './notifications';
import { onCall } from './on-call';
import { replay } from './replay';
import { reports } from './reports';
import { runbooks } from './runbooks';
import { setup } from './setup';
import { silences } from './silences';
import { sns } from './sns';
import { telemetry } from './telemetry';
import { training } from './training';
import { world } from './world';

/** Everything that can be asked of the console, by the window, a browser, a script. One definition for MessagePort, WebSocket and REST. */
export const contract = {
  executions,
  world,
  health,
  contexts,
  alerts,
  alertRules,
  incidents,
  incidentTrends,
  runbooks,
  silences,
  alerting,
  settings,
  setup,
  tokens,
  audit,
  rehearsal,
  replay,
  alarms,
  telemetry,
  logs,
  boards,
  dashboards,
  notifications,
  live,
  sns,
  bus,
  security,
  training,
  onCall,
  findings,
  forecasts,
  reports,
  frameworks,
};
export type ConsoleContract = typeof contract;
