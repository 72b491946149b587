import { fixedBy } from '../../../shared/domain/alerting/trends/fixed';
import { type Instant, instantOf } from '../../../shared/domain/primitives';
import type { Engine } from '../engine-api';
import type { Implementer } from './implementer';
import { impossible } from './problems';

const DAY_SECONDS = 86_400;
const USUAL_DAYS = 30;
const MOST_STEPS = 1_000;
const MOST_DAYS = 1_100;

/** Trends of alerts and incidents, read from the tables. */
export function incidentTrendHandlers(os: Implementer, engine: Engine) {
  return {
    get: os.incidentTrends.get.handler(({ input }) => {
      const query = queryOf(input, engine.ports.clock.nowMs());
      const { trends } = engine.inside.alerting.tables;
      return { ...trends.read(query), fixed: fixedBy(trends.causesOfPlans(query.to), Object.values(engine.view().executions)) };
    }),
  };
}

interface Asked {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly stepSeconds?: number | undefined;
}

function queryOf(
  { from, to, stepSeconds = DAY_SECONDS }: Asked,
  nowMs: number,
): { from: Instant; to: Instant; stepSeconds: number } {
  const toMs = to === undefined ? nowMs : Date.parse(to);
  const fromMs = from === undefined ? toMs - USUAL_DAYS * DAY_SECONDS * 1000 : Date.parse(from);
  if (fromMs >= toMs) throw impossible('trends.no-time', 'from must lie before to.');
  if (toMs - fromMs > MOST_DAYS * DAY_SECONDS * 1000)
    throw impossible('trends.too-long', `Ask for at most ${MOST_DAYS} days at once.`);
  if ((toMs - fromMs) / 1000 / stepSeconds > MOST_STEPS)
    throw impossible('trends.too-many-steps', `Ask for at most ${MOST_STEPS} steps: a longer stepSeconds, or a shorter time.`);
  return { from: instantOf(fromMs), to: instantOf(toMs), stepSeconds };
}
