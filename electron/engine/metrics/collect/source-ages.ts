import { msOf } from '../../../../shared/domain/primitives';
import type { Collector, Measured } from './collector';

/** How long ago each source last answered; of a source that reads several places, the oldest counts. */
export const sourceAges: Collector = {
  sampled({ view, atMs }) {
    const oldest = new Map<string, Measured>();
    for (const { contextId, source, state, lastSuccessAt } of Object.values(view.sources)) {
      if (state === 'off' || lastSuccessAt === null) continue;
      const value = Math.max(0, (atMs - msOf(lastSuccessAt)) / 1000);
      const key = `${contextId} ${source}`;
      if (value >= (oldest.get(key)?.value ?? 0))
        oldest.set(key, { name: 'SourceAge', contextId, labels: { source }, atMs, value });
    }
    return [...oldest.values()];
  },
};
