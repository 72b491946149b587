import type { MenuItemConstructorOptions } from 'electron';
import type { Execution } from '../../shared/domain/view';
import { nameOfRun } from '../host/what-runs';

export interface TrayActions {
  open(executionId: string | null): void;
  setDoNotDisturb(on: boolean): void;
  quit(): void;
}

/** More than this many runs would make a menu nobody reads. */
const MOST_RUNS = 8;

/** What the tray offers: open, what runs, do not disturb, quit. */
export function trayMenu(runs: readonly Execution[], doNotDisturb: boolean, actions: TrayActions): MenuItemConstructorOptions[] {
  const shown = runs.slice(0, MOST_RUNS).map((run) => ({ label: nameOfRun(run), click: () => actions.open(run.executionId) }));
  const more = runs.length - shown.length;
  return [
    { label: 'Open Tocsin', click: () => actions.open(null) },
    { type: 'separator' },
    ...(shown.length === 0 ? [{ label: 'Nothing is running', enabled: false }] : shown),
    ...(more > 0 ? [{ label: `and ${more} more`, enabled: false }] : []),
    { type: 'separator' },
    {
      label: 'Do not disturb',
      type: 'checkbox',
      checked: doNotDisturb,
      click: ({ checked }) => actions.setDoNotDisturb(checked),
    },
    { type: 'separator' },
    { label: 'Quit Tocsin', click: () => actions.quit() },
  ];
}

/** What the mouse reads over the tray icon. */
export function trayTip(runs: readonly Execution[], title: string): string {
  if (runs.length === 0) return `${title}: nothing is running`;
  return `${title}: ${runs.length === 1 ? '1 execution is' : `${runs.length} executions are`} running`;
}
