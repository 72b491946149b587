import type { MessageSource } from './variable';

type Linked = Pick<MessageSource, 'event' | 'defaults'>;

/** Places in the console. Null without `ConsoleUrl`, and for what the event does not have. */
export const linkTo = {
  console: ({ defaults }: Linked) => place(defaults.ConsoleUrl, 'live'),
  execution: ({ defaults, event }: Linked) =>
    event.execution === null ? null : place(defaults.ConsoleUrl, 'live', event.execution.id),
  server: ({ defaults }: Linked, serverId: string | undefined) =>
    serverId === undefined ? null : place(defaults.ConsoleUrl, 'servers', serverId),
  alerts: ({ defaults }: Linked) => place(defaults.ConsoleUrl, 'alerts'),
  best(source: Linked): string | null {
    const { event } = source;
    if (event.execution !== null) return linkTo.execution(source);
    if (event.server !== null) return linkTo.server(source, event.server.id);
    if (event.noticeId !== null) return linkTo.alerts(source);
    if (event.source !== null || event.permission !== null) return place(source.defaults.ConsoleUrl, 'sources');
    return linkTo.console(source);
  },
} as const;

/** The screen's name stands in the fragment, so that it never reaches a server's log. */
function place(consoleUrl: string | undefined, screen: string, id?: string): string | null {
  if (consoleUrl === undefined || !/^https?:\/\//i.test(consoleUrl)) return null;
  const base = consoleUrl.replace(/#.*$/, '').replace(/\/+$/, '');
  return `${base}/#/${screen}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;
}
