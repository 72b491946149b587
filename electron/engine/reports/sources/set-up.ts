import { join } from 'node:path';
import { z } from 'zod';
import { AuditSettings } from '../../../../shared/domain/audit/audit-settings';
import { NotificationDefaults } from '../../../../shared/domain/notifications/defaults';
import type { ReportSources } from '../../../../shared/domain/reports/sources';
import { Settings } from '../../../../shared/domain/settings';
import { firstSettings } from '../../settings/first-settings';
import { readJson } from './data-place';

const list = z.array(z.unknown()).default([]);
const OnCall = z.object({ settings: z.looseObject({ schedules: list, policies: list }) });
const Notifications = z.object({
  settings: z.looseObject({
    Notifications: z.array(z.looseObject({ Channels: list })).default([]),
    Defaults: NotificationDefaults.prefault({}),
  }),
});
const Rules = z.object({ rules: list });

/** The settings file as it stands; what holds without one where there is none. */
export function settingsIn(dir: string, isRehearsal: boolean): Settings {
  return Settings.safeParse(readJson(join(dir, 'settings.json'))).data ?? firstSettings(isRehearsal);
}

export function auditSettingsIn(dir: string): AuditSettings {
  return AuditSettings.safeParse(readJson(join(dir, 'audit.json'))).data ?? AuditSettings.parse({});
}

/** How the console is set up, from its files: numbers only. A file that is missing or damaged counts as nothing set up. */
export function setUpIn(dir: string, settings: Settings): ReturnType<ReportSources['setup']> {
  const onCall = OnCall.safeParse(readJson(join(dir, 'on-call.json'))).data?.settings;
  const notifications = Notifications.safeParse(readJson(join(dir, 'notifications.json'))).data?.settings;
  const { retention } = auditSettingsIn(dir);
  return {
    escalationPolicies: onCall?.policies.length ?? 0,
    onCallSchedules: onCall?.schedules.length ?? 0,
    notificationTargets: (notifications?.Notifications ?? []).reduce((sum, { Channels }) => sum + Channels.length, 0),
    alertRules: Rules.safeParse(readJson(join(dir, 'alert-rules.json'))).data?.rules.length ?? 0,
    retention: [
      { what: 'notifications', days: (notifications?.Defaults ?? NotificationDefaults.parse({})).RetentionDays },
      { what: 'metrics', days: settings.metrics.hourDays },
      { what: 'journal', days: null },
      ...(retention.some(({ enabled }) => enabled)
        ? retention
            .filter(({ enabled }) => enabled)
            .map(({ policyId, keepDays }) => ({ what: `audit:${policyId}`, days: keepDays }))
        : [{ what: 'audit', days: null }]),
    ],
  };
}
