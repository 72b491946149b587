/** What is started at login: this program, with what it was started with. */
export interface LoginCommand {
  readonly executable: string;
  readonly args: readonly string[];
}

/** An autostart entry as freedesktop.org describes it. */
export function autostartFile({ executable, args }: LoginCommand): string {
  const exec = [executable, ...args].map(quoted).join(' ');
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Tocsin',
    'Comment=Disaster-recovery operations console',
    `Exec=${exec}`,
    'Terminal=false',
    '',
  ].join('\n');
}

/** Quoted for an `Exec` line: a percent sign would begin a field code, and four characters need a backslash. */
function quoted(argument: string): string {
  return `"${argument
    .replace(/[\\"`$]/g, '\\$&')
    .replace(/\\/g, '\\\\')
    .replace(/%/g, '%%')}"`;
}
