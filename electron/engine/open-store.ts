import { join } from 'node:path';
import { ok, type Result } from '../../shared/lib/result';
import { openTokens, type Tokens } from './access/tokens';
import { type AlertingSettingsStore, openAlertingSettings } from './alerting/alerting-settings';
import { type FeedFile, openFeedFile } from './alerting/on-call/feed-file';
import { type OnCallStore, openOnCallStore } from './alerting/on-call/on-call-store';
import { openRules, type RuleStore } from './alerting/rules/rule-store';
import type { Boards } from './boards/boards-api';
import { openBoards } from './boards/open-boards';
import { type DetectionSettingsStore, openDetectionSettings } from './detection/policy/detection-settings';
import type { EngineOptions, StartError } from './engine-api';
import { type Frameworks, openFrameworks } from './frameworks/open-frameworks';
import type { Journal } from './journal/journal';
import { openJournal } from './journal/open-journal';
import { nobodyWarning } from './notifications/nobody-is-notified';
import { type OpenNotificationStore, openNotificationStore } from './notifications/notification-store';
import type { Ports } from './ports';
import { type Definitions, openDefinitions } from './reports/definitions/definition-store';
import { firstSettings } from './settings/first-settings';
import { openSettings, type SettingsStore } from './settings/settings-file';
import { documentError, journalError } from './start-errors';
import { type StartWarning, startWarnings } from './start-warnings';
import type { Recorder } from './state/recorder';
import { checkpointMaker, type Restored, restoreState } from './state/restore';
import type { Document } from './storage/document';
import { type OpenedTemplates, openTemplates } from './templates/open-templates';

/** Everything that lies in the data directory, opened and restored. */
export interface Store {
  readonly journal: Journal;
  readonly restored: Restored;
  readonly settings: SettingsStore;
  readonly tokens: Tokens;
  /** Who hears what. */
  readonly notifications: OpenNotificationStore;
  readonly templates: OpenedTemplates;
  readonly boards: Boards;
  /** What is evaluated, shipped and own. */
  readonly frameworks: Frameworks;
  /** Definitions of reports. */
  readonly reports: Definitions;
  /** How alerts are put together, kept quiet and weighed. */
  readonly alerting: AlertingSettingsStore;
  readonly alertRules: RuleStore;
  /** People, when they are on call, and who is asked after whom. */
  readonly onCall: OnCallStore;
  readonly onCallFeeds: Document<FeedFile>;
  /** What is watched, and what becomes an alert. */
  readonly detection: DetectionSettingsStore;
  /** The damaged journal that had to make way, or null. */
  readonly setAside: { readonly file: string; readonly reason: string } | null;
  readonly warnings: readonly StartWarning[];
}

/**
 * Opens settings, access tokens, notifications and the journal, in this order: what can be refused is refused before the journal is
 * touched. `owe` records what becomes of templates later.
 */
export async function openStore(ports: Ports, options: EngineOptions, owe: Recorder['owe']): Promise<Result<Store, StartError>> {
  const { dataDir } = options;
  const settings = await openSettings(
    dataDir,
    options.featureOverrides,
    ports.wall.now(),
    firstSettings(options.rehearsal !== null),
  );
  if (!settings.ok) return { ok: false, error: documentError(settings.error) };
  const tokens = await openTokens({ dataDir, host: options.host, given: options.token ?? null, ports });
  if (!tokens.ok) return { ok: false, error: documentError(tokens.error) };
  const notifications = await openNotificationStore(dataDir, ports);
  if (!notifications.ok) return { ok: false, error: documentError(notifications.error) };
  const templates = await openTemplates({ dataDir, clock: ports.clock, now: ports.wall.now(), owe });
  if (!templates.ok) return { ok: false, error: documentError(templates.error) };
  const boards = await openBoards({ dataDir, clock: ports.clock, now: ports.wall.now(), owe });
  if (!boards.ok) return { ok: false, error: documentError(boards.error) };
  const frameworks = await openFrameworks({ dataDir, clock: ports.clock, now: ports.wall.now(), owe });
  if (!frameworks.ok) return { ok: false, error: documentError(frameworks.error) };
  const reports = await openDefinitions({
    dataDir,
    clock: ports.clock,
    now: ports.wall.now(),
    owe,
    frameworks: () => frameworks.value.frameworks.list().map(({ frameworkId }) => frameworkId),
  });
  if (!reports.ok) return { ok: false, error: documentError(reports.error) };
  const alerting = await openAlertingSettings({ dataDir, clock: ports.clock, now: ports.wall.now(), owe });
  if (!alerting.ok) return { ok: false, error: documentError(alerting.error) };
  const alertRules = await openRules({ dataDir, ports, now: ports.wall.now(), owe });
  if (!alertRules.ok) return { ok: false, error: documentError(alertRules.error) };
  const onCall = await openOnCallStore({ dataDir, ports, now: ports.wall.now(), owe });
  if (!onCall.ok) return { ok: false, error: documentError(onCall.error) };
  const onCallFeeds = await openFeedFile(dataDir, ports.wall.now());
  if (!onCallFeeds.ok) return { ok: false, error: documentError(onCallFeeds.error) };
  const detection = await openDetectionSettings({ dataDir, clock: ports.clock, now: ports.wall.now(), owe });
  if (!detection.ok) return { ok: false, error: documentError(detection.error) };
  const file = join(dataDir, options.journal ?? 'journal.sqlite');
  const journal = openJournal(file, ports.wall.now(), (opened) => restoreState(opened, checkpointMaker(options.version)));
  if (!journal.ok) return { ok: false, error: journalError(journal.error, file) };
  const { restored, setAside } = journal.value;
  const nobody = nobodyWarning(notifications.value.store.current(), options.rehearsal !== null);
  return ok({
    journal: journal.value.journal,
    restored,
    settings: settings.value.store,
    tokens: tokens.value.tokens,
    notifications: notifications.value.store,
    templates: templates.value,
    boards: boards.value.boards,
    frameworks: frameworks.value.frameworks,
    reports: reports.value.definitions,
    alerting: alerting.value.store,
    alertRules: alertRules.value.store,
    onCall: onCall.value.store,
    onCallFeeds: onCallFeeds.value.document,
    detection: detection.value.store,
    setAside,
    warnings: [
      ...startWarnings({
        journal: setAside,
        settings: settings.value.movedAside,
        tokens: tokens.value.movedAside,
        notifications: notifications.value.movedAside,
        templates: templates.value.movedAside,
        boards: boards.value.movedAside,
        frameworks: frameworks.value.movedAside,
        reports: reports.value.movedAside,
        alerting: alerting.value.movedAside,
        alertRules: alertRules.value.movedAside,
        onCall: onCall.value.movedAside,
        detection: detection.value.movedAside,
        unreadable: restored.unreadable,
      }),
      ...(nobody === null ? [] : [nobody]),
    ],
  });
}
