import { certainLimit, quotaPlaceKey, quotaPlaces, quotasIn, quotaWorldOf } from '../../../capacity/quota-use';
import { standingOf } from '../../../capacity/quotas';
import { fails, passes, type RunbookCheck, unknown } from './check';

/** The use of a quota is below what people are warned at, in every account and region of a context that the console sees. */
export const quotaHasHeadroom: RunbookCheck = {
  name: 'quota-has-headroom',
  says: 'the quota has headroom',
  parameters: [{ name: 'quota' }, { name: 'account', usual: '' }, { name: 'region', usual: '' }],
  check({ quota = '', account = '', region = '' }, { view, quotaLimits }) {
    const places = quotaPlaces(view).filter(
      (place) => (account === '' || place.accountId === account) && (region === '' || place.region === region),
    );
    const standings = places.flatMap((place) => {
      const watched = quotasIn(place).find(({ code, name }) => code === quota || name.toLowerCase() === quota.toLowerCase());
      if (watched === undefined) return [];
      const read = quotaLimits[quotaPlaceKey(place)];
      const limit = certainLimit(watched, read);
      if (limit === null) return [];
      const standing = standingOf(watched, limit, quotaWorldOf(place, view, read?.measured ?? {}));
      return standing.used === null ? [] : [{ place, watched, limit, read, used: standing.used, level: standing.level }];
    });
    const [worst] = [...standings].sort((one, other) => other.used / other.limit - one.used / one.limit);
    if (worst === undefined) return unknown(`The console does not measure the quota ${quota} here. Ask with the command.`);
    const { place, watched, used, limit, level, read } = worst;
    const text = `${watched.name}: ${used} of ${limit} in ${place.accountId}, ${place.region}.`;
    return level === 'ok' ? passes(text, read?.observedAt ?? null) : fails(text, read?.observedAt ?? null);
  },
};
