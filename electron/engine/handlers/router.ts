import type { Engine } from '../engine-api';
import { alarmHandlers } from './alarms';
import { alertRuleHandlers } from './alert-rules';
import { alertingHandlers } from './alerting-settings';
import { alertHandlers } from './alerts';
import { auditHandlers } from './audit';
import { boardHandlers } from './boards';
import { busHandlers } from './bus';
import { contextHandlers } from './contexts';
import { dashboardHandlers } from './dashboards';
import { detectionHandlers } from './detection';
import { executionHandlers } from './executions';
import { findingHandlers } from './findings';
import { forecastHandlers } from './forecasts';
import { frameworkHandlers } from './frameworks';
import { healthHandlers } from './health';
import { implementer } from './implementer';
import { incidentTrendHandlers } from './incident-trends';
import { incidentHandlers } from './incidents';
import { liveHandlers } from './live';
import { logHandlers } from './logs';
import { notificationHandlers } from './notifications';
import { onCallHandlers } from './on-call';
import { rehearsalHandlers } from './rehearsal';
import { replayHandlers } from './replay';
import { reportHandlers } from './reports';
import { runbookHandlers } from './runbooks';
import { securityHandlers } from './security';
import { settingsHandlers } from './settings';
import { setupHandlers } from './setup';
import { silenceHandlers } from './silences';
import { snsHandlers } from './sns';
import { telemetryHandlers } from './telemetry';
import { tokenHandlers } from './tokens';
import { trainingHandlers } from './training';
import { worldHandlers } from './world';

/** The whole contract, implemented by one engine. Hosts carry it over MessagePort, WebSocket and REST, calling with `{ actor }`. */
export function createRouter(engine: Engine) {
  const os = implementer(engine);
  return os.router({
    executions: executionHandlers(os, engine),
    world: worldHandlers(os, engine),
    health: healthHandlers(os, engine),
    contexts: contextHandlers(os, engine),
    alerts: alertHandlers(os, engine),
    alertRules: alertRuleHandlers(os, engine),
    incidents: incidentHandlers(os, engine),
    incidentTrends: incidentTrendHandlers(os, engine),
    runbooks: runbookHandlers(os, engine),
    silences: silenceHandlers(os, engine),
    alerting: alertingHandlers(os, engine),
    settings: settingsHandlers(os, engine),
    setup: setupHandlers(os, engine),
    tokens: tokenHandlers(os, engine),
    audit: auditHandlers(os, engine),
    rehearsal: rehearsalHandlers(os, engine),
    replay: replayHandlers(os, engine),
    alarms: alarmHandlers(os, engine),
    telemetry: telemetryHandlers(os, engine),
    logs: logHandlers(os, engine),
    boards: boardHandlers(os, engine),
    dashboards: dashboardHandlers(os, engine),
    notifications: notificationHandlers(os, engine),
    live: liveHandlers(os, engine),
    sns: snsHandlers(os, engine),
    bus: busHandlers(os, engine),
    security: securityHandlers(os, engine),
    training: trainingHandlers(os, engine),
    onCall: onCallHandlers(os, engine),
    findings: { ...findingHandlers(os, engine), ...detectionHandlers(os, engine) },
    forecasts: forecastHandlers(os, engine),
    reports: reportHandlers(os, engine),
    frameworks: frameworkHandlers(os, engine),
  });
}
export type ConsoleRouter = ReturnType<typeof createRouter>;
