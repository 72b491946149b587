const KEY = 'tocsin.token';

/**
 * The token out of `#token=…`, kept for this tab and taken out of the address bar, where it could be read or shared by accident.
 */
export function takeToken(
  place: Pick<Location, 'hash' | 'pathname' | 'search'>,
  history: Pick<History, 'replaceState'>,
  kept: Pick<Storage, 'getItem' | 'setItem'>,
): string | null {
  const given = tokenIn(place.hash);
  if (given === null) return kept.getItem(KEY);
  kept.setItem(KEY, given);
  history.replaceState(null, '', `${place.pathname}${place.search}`);
  return given;
}

export function tokenIn(hash: string): string | null {
  const value = new URLSearchParams(hash.replace(/^#/, '')).get('token');
  return value === null || value === '' ? null : value;
}
