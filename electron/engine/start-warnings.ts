import type { EngineView } from '../../shared/domain/view';
import type { Unreadable } from './journal/replay';

export type StartWarning = EngineView['warnings'][number];

interface Found {
  readonly journal: { readonly file: string; readonly reason: string } | null;
  readonly settings: { readonly file: string; readonly reason: string } | null;
  readonly tokens: { readonly file: string; readonly reason: string } | null;
  readonly notifications: { readonly file: string; readonly reason: string } | null;
  readonly boards: { readonly file: string; readonly reason: string } | null;
  readonly frameworks: { readonly file: string; readonly reason: string } | null;
  readonly reports: { readonly file: string; readonly reason: string } | null;
  readonly alertRules: { readonly file: string; readonly reason: string } | null;
  readonly alerting: { readonly file: string; readonly reason: string } | null;
  readonly onCall: { readonly file: string; readonly reason: string } | null;
  readonly detection: { readonly file: string; readonly reason: string } | null;
  readonly templates: { readonly file: string; readonly reason: string } | null;
  readonly unreadable: readonly Unreadable[];
}

/** What the operator must know about the state in which the data directory was found. */
export function startWarnings({
  journal,
  settings,
  tokens,
  notifications,
  templates,
  boards,
  frameworks,
  reports,
  alerting,
  alertRules,
  onCall,
  detection,
  unreadable,
}: Found): StartWarning[] {
  const warnings: StartWarning[] = [];
  if (journal !== null)
    warnings.push({
      code: 'journal.set-aside',
      message: `The journal was damaged (${journal.reason}) and was set aside as ${journal.file}; a new one has begun.`,
      next: 'Keep that file: it holds the records so far. Check the disk, and restore the file from a backup if there is one.',
    });
  if (settings !== null) warnings.push(movedAside('settings', 'The settings', settings.file));
  if (tokens !== null) warnings.push(movedAside('tokens', 'The access tokens', tokens.file));
  if (notifications !== null) warnings.push(movedAside('notifications', 'The notification settings', notifications.file));
  if (templates !== null) warnings.push(movedAside('templates', 'The templates of your own', templates.file));
  if (boards !== null) warnings.push(movedAside('boards', 'The dashboards of your own', boards.file));
  if (reports !== null) warnings.push(movedAside('reports', 'The definitions of reports', reports.file));
  if (frameworks !== null) warnings.push(movedAside('frameworks', 'The frameworks of your own', frameworks.file));
  if (alertRules !== null) warnings.push(movedAside('alert-rules', 'The alert rules', alertRules.file));
  if (alerting !== null) warnings.push(movedAside('alerting', 'The settings of alerting', alerting.file));
  if (onCall !== null) warnings.push(movedAside('on-call', 'People, schedules and policies', onCall.file));
  if (detection !== null) warnings.push(movedAside('detection', 'The settings of detection', detection.file));
  const [first] = unreadable;
  if (first !== undefined)
    warnings.push({
      code: 'journal.unreadable',
      message: `${unreadable.length} events of the journal cannot be read, the first is number ${first.seq}; they are left out.`,
      next: 'Start the newest version of the program that was used with this directory.',
    });
  return warnings;
}

function movedAside(what: string, title: string, file: string): StartWarning {
  return {
    code: `${what}.moved-aside`,
    message: `${title} could not be understood and were moved aside as ${file}; defaults hold now.`,
    next: 'Correct that file and put it back while the console is stopped, or set things anew.',
  };
}
