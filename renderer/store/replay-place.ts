import { formatRoute, parseRoute, type Route } from './route';

/** Which recording is looked at, and at which instant; `at` is null for its beginning. */
export interface ReplayPlace {
  readonly recordingId: string;
  /** ISO 8601. */
  readonly at: string | null;
}

/** A screen, and whether it shows now (`replay` is null) or an instant of a recording. */
export interface Place {
  readonly route: Route;
  readonly replay: ReplayPlace | null;
}

const BEGINNING = 'start';

/** `#/replay/<recording>/<instant>/live/…`: the screen is kept behind the instant. Everything else is a place of now. */
export function parsePlace(hash: string): Place {
  const [word, recordingId = '', at = BEGINNING, ...screen] = hash.replace(/^#\/?/, '').split('/');
  const id = decode(recordingId);
  if (word !== 'replay' || id === '') return { route: parseRoute(hash), replay: null };
  const instant = decode(at);
  return {
    route: parseRoute(`#/${screen.join('/')}`),
    replay: { recordingId: id, at: Number.isNaN(Date.parse(instant)) ? null : instant },
  };
}

export function formatPlace({ route, replay }: Place): string {
  if (replay === null) return formatRoute(route);
  const at = replay.at === null ? BEGINNING : encodeURIComponent(replay.at);
  return `#/replay/${encodeURIComponent(replay.recordingId)}/${at}${formatRoute(route).slice(1)}`;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
