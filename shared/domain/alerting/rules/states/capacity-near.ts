import { z } from 'zod';
import { certainLimit, quotaPlaceKey, quotaPlaces, quotasIn, quotaWorldOf } from '../../../capacity/quota-use';
import { definePredicate } from './predicate';

/** A quota of AWS of which much is used. */
export const capacityNear = definePredicate({
  name: 'capacity-near',
  title: 'Capacity nearly used up',
  text: 'This share of a quota of DRS, Step Functions or SNS is used. With codes named: of these only.',
  parameters: z.object({
    Percent: z.number().min(1).max(100).default(70),
    Codes: z.array(z.string().max(40)).max(50).default([]),
  }),
  find: ({ Percent, Codes }, { view, state }) =>
    quotaPlaces(view).flatMap((place) => {
      const read = state.quotaLimits[quotaPlaceKey(place)];
      const world = quotaWorldOf(place, view, read?.measured ?? {});
      return quotasIn(place).flatMap((quota) => {
        const limit = certainLimit(quota, read);
        const used = quota.count(world);
        // Without a relief, a full use is how it should be.
        if (limit === null || limit <= 0 || used === null || quota.relief === undefined) return [];
        if (Codes.length > 0 && !Codes.includes(quota.code)) return [];
        if (used < (limit * Percent) / 100) return [];
        return [
          {
            key: `${quotaPlaceKey(place)}/${quota.code}`,
            contextId: place.contextId,
            executionId: null,
            sourceServerId: null,
            labels: { account: place.accountId, region: place.region, quota: quota.code, service: quota.service },
            value: used,
            threshold: (limit * Percent) / 100,
            title: `${quota.name}: ${used} of ${limit} used`,
            summary: `In account ${place.accountId}, ${place.region}. ${quota.use}`,
            nextStep: quota.relief,
          },
        ];
      });
    }),
});
