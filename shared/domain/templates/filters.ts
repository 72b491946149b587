import { filters as builtIn, type FilterImplOptions, type Liquid } from 'liquidjs';
import { Severity } from '../notice';
import { escapeMarkup, escapeValue, jsonContent, type Mode, refuseTooLong, textOf, writesJson } from './escape';
import { epochMs, formatDuration, formatPercent, formatRelative, formatTime, type TimeStyle } from './locale-format';
import { findMessage, translate, translateWord } from './messages';
import { cut, severityColour } from './plain-message';

/** What filters must know of the message they are used in. */
export interface Setting {
  readonly locale: string;
  readonly zone: string;
  readonly now: string;
}

/** Setting of a rendering, by its `globals` object: nothing of it can be seen or changed from within a template. */
const settings = new WeakMap<object, Setting>();

export function rememberSetting(globals: object, setting: Setting): void {
  settings.set(globals, setting);
}

const fallback: Setting = { locale: 'en', zone: 'UTC', now: '' };

/** Liquid's own filters that are of use in a message. Those that would undo or double the escaping are not among them. */
const kept =
  'abs append at_least at_most capitalize ceil compact concat default divided_by downcase find first floor has join last lstrip map minus modulo plus prepend reject remove remove_first replace replace_first reverse round rstrip size slice sort sort_natural split strip strip_newlines sum times truncatewords uniq upcase url_encode where'.split(
    ' ',
  );

type Handler = (this: { context: { globals: object } }, value: unknown, ...args: unknown[]) => unknown;

/** Replaces the filters of an engine by those that templates may use. */
export function installFilters(liquid: Liquid, mode: Mode): void {
  for (const name of Object.keys(liquid.filters)) if (!kept.includes(name)) liquid.unregisterFilter(name);
  for (const [name, filter] of Object.entries(ownFilters(mode))) liquid.registerFilter(name, bounded(filter));
}

function bounded(filter: FilterImplOptions): FilterImplOptions {
  const { handler, raw } = typeof filter === 'function' ? { handler: filter, raw: false } : filter;
  return {
    raw,
    handler(value, ...args) {
      refuseTooLong(value);
      refuseTooLong(args);
      return handler.call(this, value, ...args);
    },
  };
}

function ownFilters(mode: Mode): Record<string, FilterImplOptions> {
  const setting = (self: ThisParameterType<Handler>) => settings.get(self.context.globals) ?? fallback;
  return {
    time(value, style) {
      const { locale, zone } = setting(this);
      return formatTime(value, timeStyle(style), locale, zone);
    },
    date(value, format) {
      const { locale, zone, now } = setting(this);
      const moment = value === 'now' || value === 'today' ? now : value;
      if (format === undefined) return formatTime(moment, 'date', locale, zone);
      if (epochMs(moment) === null || typeof builtIn.date !== 'function') return '';
      return builtIn.date.call(this, moment, textOf(format), zone);
    },
    reader_time: {
      raw: mode === 'slack',
      handler(value) {
        const { locale, zone } = setting(this);
        const text = formatTime(value, 'full', locale, zone);
        const ms = epochMs(value);
        if (mode !== 'slack' || ms === null) return text;
        return jsonContent(`<!date^${Math.floor(ms / 1000)}^{date_short_pretty} {time}|${escapeMarkup(mode, text)}>`);
      },
    },
    relative(value) {
      const { locale, now } = setting(this);
      return formatRelative(value, now, locale);
    },
    duration(value) {
      return formatDuration(value, setting(this).locale);
    },
    percent(value, of) {
      const share = typeof value === 'number' && typeof of === 'number' ? (of === 0 ? 0 : value / of) : value;
      return formatPercent(share, setting(this).locale);
    },
    count(value, noun) {
      const number = Array.isArray(value) ? value.length : typeof value === 'number' ? value : 0;
      const key = `count.${textOf(noun)}`;
      const { locale } = setting(this);
      const isKnown = findMessage(`${key}.other`, locale) !== null;
      return isKnown ? translate(key, locale, { count: number }) : `${number} ${textOf(noun)}`;
    },
    t(value, ...args) {
      return translate(textOf(value), setting(this).locale, parametersOf(args));
    },
    word(value) {
      return translateWord(value, setting(this).locale);
    },
    severity_word(value) {
      return translateWord(`severity-${textOf(value)}`, setting(this).locale);
    },
    severity_colour: (value) => colourOf(value),
    severity_color: (value) => colourOf(value),
    truncate: (value, most, end) => truncated(textOf(value), most, end),
    link: {
      raw: true,
      handler: (value, label) => linkIn(mode, textOf(value), label === undefined ? textOf(value) : textOf(label)),
    },
    json: {
      raw: writesJson(mode),
      handler: (value) => (writesJson(mode) ? JSON.stringify(escapedDeep(mode, value ?? null)) : JSON.stringify(value ?? null)),
    },
    // Every value is escaped as it is written: these only keep templates from elsewhere working.
    escape: (value) => value,
    escape_once: (value) => value,
  };
}

/** `t: plan: x, count: 3` arrives as pairs. */
function parametersOf(args: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(
    args.flatMap((arg) => (Array.isArray(arg) && typeof arg[0] === 'string' ? [[arg[0], arg[1]] as const] : [])),
  );
}

function timeStyle(style: unknown): TimeStyle {
  return style === 'short' || style === 'seconds' || style === 'date' ? style : 'full';
}

function colourOf(value: unknown): string {
  const severity = Severity.safeParse(value);
  return severityColour[severity.success ? severity.data : 'INFO'];
}

function truncated(text: string, most: unknown, end: unknown): string {
  const length = typeof most === 'number' && most >= 1 ? Math.floor(most) : 50;
  if (end === undefined) return cut(text, length);
  const characters = Array.from(text);
  const tail = textOf(end);
  return characters.length <= length ? text : `${characters.slice(0, Math.max(0, length - tail.length)).join('')}${tail}`;
}

/** A link in the markup of the message; only to http and https, anything else is its label alone. */
function linkIn(mode: Mode, url: string, label: string): string {
  const text = escapeValue(mode, label);
  const isUrl = /^https?:\/\/[^\s<>"'|\\^`{}]+$/i.test(url);
  if (!isUrl) return text;
  switch (mode) {
    case 'html':
      return `<a href="${escapeMarkup(mode, url)}">${text}</a>`;
    case 'slack':
      return jsonContent(`<${url.replace(/&/g, '&amp;')}|${escapeMarkup(mode, label.replace(/\|/g, '¦')).replace(/\n/g, ' ')}>`);
    case 'card':
      return jsonContent(`[${escapeMarkup(mode, label).replace(/\n/g, ' ')}](${url.replace(/[()[\]]/g, percentEncoded)})`);
    case 'line':
    case 'plain':
    case 'json':
      return label === url ? escapeValue(mode, url) : `${text}: ${escapeValue(mode, url)}`;
  }
}

/** `encodeURIComponent` leaves parentheses as they are. */
function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** A value for `json`, with every text in it escaped for the markup it will stand in. */
function escapedDeep(mode: Mode, value: unknown): unknown {
  if (typeof value === 'string') return escapeMarkup(mode, value);
  if (Array.isArray(value)) return value.map((item) => escapedDeep(mode, item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [escapeMarkup(mode, key), escapedDeep(mode, item)]));
}

/** What `GET /api/notifications/variables` and the editor's completion tell of them. */
export const filterList: readonly { readonly name: string; readonly text: string; readonly example: string }[] = [
  { name: 't', text: 'Words of the message catalogue in the reader’s language', example: "{{ 'button.open' | t }}" },
  {
    name: 'time',
    text: 'Day and time in the zone of the settings; `short`, `seconds`, `date`',
    example: '{{ occurredAt | time }}',
  },
  {
    name: 'reader_time',
    text: 'In Slack, the reader’s own zone; elsewhere as `time`',
    example: '{{ occurredAt | reader_time }}',
  },
  { name: 'date', text: 'The day; or in a format of strftime', example: "{{ occurredAt | date: '%Y-%m-%d' }}" },
  { name: 'relative', text: 'How long ago', example: '{{ execution.startedAt | relative }}' },
  { name: 'duration', text: 'Seconds in words', example: '{{ execution.durationSeconds | duration }}' },
  { name: 'percent', text: 'A share, or a number of another', example: '{{ wave.launched | percent: wave.total }}' },
  {
    name: 'count',
    text: 'A number with its noun: server, wave, event, instance',
    example: "{{ failedServers | count: 'server' }}",
  },
  { name: 'link', text: 'A link in the markup of the message', example: "{{ links.best | link: 'Open' }}" },
  { name: 'word', text: 'A word of AWS or the console in the reader’s language', example: '{{ execution.status | word }}' },
  { name: 'severity_word', text: 'The severity in the reader’s language', example: '{{ severity | severity_word }}' },
  { name: 'severity_colour', text: 'Its colour, #rrggbb', example: '{{ severity | severity_colour }}' },
  { name: 'truncate', text: 'At most so many characters, whole ones', example: '{{ summary | truncate: 100 }}' },
  { name: 'json', text: 'As JSON, without quotes around it in the template', example: '{{ custom.data | json }}' },
  ...kept.map((name) => ({ name, text: 'As in Liquid everywhere', example: `{{ title | ${name} }}` })),
];
