import alertRulesDe from '../../resources/languages/de/alert-rules.json';
import alertingDe from '../../resources/languages/de/alerting.json';
import alertsDe from '../../resources/languages/de/alerts.json';
import boardsDe from '../../resources/languages/de/boards.json';
import capacityDe from '../../resources/languages/de/capacity.json';
import commonDe from '../../resources/languages/de/common.json';
import complianceDe from '../../resources/languages/de/compliance.json';
import executionsDe from '../../resources/languages/de/executions.json';
import findingsDe from '../../resources/languages/de/findings.json';
import forecastDe from '../../resources/languages/de/forecast.json';
import incidentsDe from '../../resources/languages/de/incidents.json';
import liveDe from '../../resources/languages/de/live.json';
import logsDe from '../../resources/languages/de/logs.json';
import messagingDe from '../../resources/languages/de/messaging.json';
import notificationSettingsDe from '../../resources/languages/de/notification-settings.json';
import notificationTemplatesDe from '../../resources/languages/de/notification-templates.json';
import notificationsDe from '../../resources/languages/de/notifications.json';
import objectivesDe from '../../resources/languages/de/objectives.json';
import onCallDe from '../../resources/languages/de/on-call.json';
import quietDe from '../../resources/languages/de/quiet.json';
import replayDe from '../../resources/languages/de/replay.json';
import serversDe from '../../resources/languages/de/servers.json';
import settingsDe from '../../resources/languages/de/settings.json';
import setupDe from '../../resources/languages/de/setup.json';
import shellDe from '../../resources/languages/de/shell.json';
import sourcesDe from '../../resources/languages/de/sources.json';
import toursDe from '../../resources/languages/de/tours.json';
import trainingDe from '../../resources/languages/de/training.json';
import uiDe from '../../resources/languages/de/ui.json';
import wallDe from '../../resources/languages/de/wall.json';
import widgetsDe from '../../resources/languages/de/widgets.json';
import alertRulesEn from '../../resources/languages/en/alert-rules.json';
import alertingEn from '../../resources/languages/en/alerting.json';
import alertsEn from '../../resources/languages/en/alerts.json';
import boardsEn from '../../resources/languages/en/boards.json';
import capacityEn from '../../resources/languages/en/capacity.json';
import commonEn from '../../resources/languages/en/common.json';
import complianceEn from '../../resources/languages/en/compliance.json';
import executionsEn from '../../resources/languages/en/executions.json';
import findingsEn from '../../resources/languages/en/findings.json';
import forecastEn from '../../resources/languages/en/forecast.json';
import incidentsEn from '../../resources/languages/en/incidents.json';
import liveEn from '../../resources/languages/en/live.json';
import logsEn from '../../resources/languages/en/logs.json';
import messagingEn from '../../resources/languages/en/messaging.json';
import notificationSettingsEn from '../../resources/languages/en/notification-settings.json';
import notificationTemplatesEn from '../../resources/languages/en/notification-templates.json';
import notificationsEn from '../../resources/languages/en/notifications.json';
import objectivesEn from '../../resources/languages/en/objectives.json';
import onCallEn from '../../resources/languages/en/on-call.json';
import quietEn from '../../resources/languages/en/quiet.json';
import replayEn from '../../resources/languages/en/replay.json';
import serversEn from '../../resources/languages/en/servers.json';
import settingsEn from '../../resources/languages/en/settings.json';
import setupEn from '../../resources/languages/en/setup.json';
import shellEn from '../../resources/languages/en/shell.json';
import sourcesEn from '../../resources/languages/en/sources.json';
import toursEn from '../../resources/languages/en/tours.json';
import trainingEn from '../../resources/languages/en/training.json';
import uiEn from '../../resources/languages/en/ui.json';
import wallEn from '../../resources/languages/en/wall.json';
import widgetsEn from '../../resources/languages/en/widgets.json';

/** Texts of the interface, a catalogue for each room. To add a room: its two files, and its line in both lists. */
export const english = {
  boards: boardsEn,
  wall: wallEn,
  common: commonEn,
  notificationSettings: notificationSettingsEn,
  notificationTemplates: notificationTemplatesEn,
  notifications: notificationsEn,
  executions: executionsEn,
  live: liveEn,
  objectives: objectivesEn,
  messaging: messagingEn,
  logs: logsEn,
  capacity: capacityEn,
  alerts: alertsEn,
  compliance: complianceEn,
  findings: findingsEn,
  forecast: forecastEn,
  incidents: incidentsEn,
  alerting: alertingEn,
  alertRules: alertRulesEn,
  quiet: quietEn,
  onCall: onCallEn,
  replay: replayEn,
  servers: serversEn,
  settings: settingsEn,
  setup: setupEn,
  shell: shellEn,
  sources: sourcesEn,
  tours: toursEn,
  training: trainingEn,
  ui: uiEn,
  widgets: widgetsEn,
};

export type Catalogues = typeof english;

/** Typed by the English ones, so that a text without its translation does not compile. */
export const german: Catalogues = {
  boards: boardsDe,
  wall: wallDe,
  common: commonDe,
  notificationSettings: notificationSettingsDe,
  notificationTemplates: notificationTemplatesDe,
  notifications: notificationsDe,
  executions: executionsDe,
  live: liveDe,
  objectives: objectivesDe,
  messaging: messagingDe,
  logs: logsDe,
  capacity: capacityDe,
  alerts: alertsDe,
  compliance: complianceDe,
  findings: findingsDe,
  forecast: forecastDe,
  incidents: incidentsDe,
  alerting: alertingDe,
  alertRules: alertRulesDe,
  quiet: quietDe,
  onCall: onCallDe,
  replay: replayDe,
  servers: serversDe,
  settings: settingsDe,
  setup: setupDe,
  shell: shellDe,
  sources: sourcesDe,
  tours: toursDe,
  training: trainingDe,
  ui: uiDe,
  widgets: widgetsDe,
};
