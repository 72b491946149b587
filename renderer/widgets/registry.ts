import { alertList } from './alert-list';
import { alertsOverTime } from './alerts-over-time';
import { apiHealth } from './api-health';
import { auditTrail } from './audit-trail';
import { bars } from './bars';
import { clock } from './clock';
import { countdown } from './countdown';
import { deliveries } from './deliveries';
import { deviationMap } from './deviation-map';
import { drillCadence } from './drill-cadence';
import { drillCost } from './drill-cost';
import { engineFigures } from './engine-figures';
import { eventFeed } from './event-feed';
import { evidence } from './evidence';
import { executionsRunning } from './executions-running';
import { figure } from './figure';
import { findingsList } from './findings-list';
import { forecast } from './forecast';
import { gauge } from './gauge';
import { heatMap } from './heat-map';
import { histogram } from './histogram';
import { links } from './links';
import { markdown } from './markdown';
import { nextDrills } from './next-drills';
import { outcomes } from './outcomes';
import { percentiles } from './percentiles';
import { queues } from './queues';
import { quotas } from './quotas';
import { readiness } from './readiness';
import { recoveryTrend } from './recovery-trend';
import { regionMap } from './region-map';
import { regressions } from './regressions';
import { rpoMet } from './rpo-met';
import { rtoMet } from './rto-met';
import { serverPhases } from './server-phases';
import { share } from './share';
import { sources } from './sources';
import { sparklines } from './sparklines';
import { successRate } from './success-rate';
import { timeSeries } from './time-series';
import { waveTimeline } from './wave-timeline';
import type { Widget } from './widget';

/** Every kind of widget, in the order of the gallery. To add one: its file, and a line here. */
export const widgets: readonly Widget[] = [
  figure,
  gauge,
  successRate,
  rtoMet,
  rpoMet,
  drillCost,
  countdown,
  evidence,
  auditTrail,
  timeSeries,
  bars,
  share,
  heatMap,
  deviationMap,
  histogram,
  recoveryTrend,
  outcomes,
  alertsOverTime,
  readiness,
  drillCadence,
  percentiles,
  sparklines,
  regressions,
  deliveries,
  apiHealth,
  engineFigures,
  executionsRunning,
  waveTimeline,
  forecast,
  serverPhases,
  regionMap,
  alertList,
  findingsList,
  eventFeed,
  nextDrills,
  sources,
  queues,
  quotas,
  markdown,
  links,
  clock,
];

/** Null for a kind this console does not know: a board may come from a newer one. */
export function widgetOf(type: string): Widget | null {
  return widgets.find((widget) => widget.type === type) ?? null;
}
