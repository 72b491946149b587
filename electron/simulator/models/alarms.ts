import { ok, type Result } from '../../../shared/lib/result';
import type { SimulatedTime } from '../world';
import { evaluate } from './alarm-evaluation';
import { alarmDetail, alarmMail, alarmTime, type Change } from './alarm-messages';
import type { Alarm, AlarmHistoryItem, AlarmSettings, AlarmState } from './alarm-types';
import { readArn } from './arn';
import type { BusStore } from './buses';
import { type Metrics, MINUTE_MS, type Place } from './metrics';
import type { TopicStore } from './topics';

/** CloudWatch metric alarms, judged every simulated minute. */
export interface AlarmStore {
  /** Adds an alarm, or replaces the settings of the one of that name; its state stays. */
  put(place: Place, name: string, settings: AlarmSettings, actionsEnabled: boolean): Alarm;
  list(place: Place): readonly Alarm[];
  find(place: Place, name: string): Alarm | null;
  byArn(arn: string): Alarm | null;
  remove(alarm: Alarm): void;
  /** Sets the state until the next evaluation says otherwise, with all consequences. */
  setState(alarm: Alarm, state: AlarmState, reason: string, reasonData: string): void;
  /** Newest first. */
  history(place: Place): readonly AlarmHistoryItem[];
}

/** Older entries are forgotten; AWS keeps 30 days. */
const KEPT_ITEMS = 5_000;

export function createAlarms(ports: {
  readonly time: SimulatedTime;
  readonly metrics: Metrics;
  readonly topics: TopicStore;
  readonly buses: BusStore;
}): AlarmStore {
  const { time, metrics, topics, buses } = ports;
  const alarms = new Map<string, Alarm>();
  const history: AlarmHistoryItem[] = [];
  let isTicking = false;

  function note(alarm: Alarm, kind: AlarmHistoryItem['kind'], summary: string, data: unknown): void {
    history.push({ account: alarm.account, region: alarm.region, alarm: alarm.name, at: time.now(), kind, summary, data });
    if (history.length > KEPT_ITEMS) history.shift();
  }

  /** The clock is asked only while there is something to judge. */
  function tick(): void {
    if (isTicking) return;
    isTicking = true;
    const next = (Math.floor(time.now() / MINUTE_MS) + 1) * MINUTE_MS;
    time.at(next, () => {
      isTicking = false;
      for (const alarm of alarms.values()) judge(alarm);
      if (alarms.size > 0) tick();
    });
  }

  function judge(alarm: Alarm): void {
    const { state, reason, datapoints } = evaluate(metrics, alarm, alarm.settings, alarm.state, time.now());
    if (state === alarm.state) return;
    const { settings } = alarm;
    const reasonData = {
      version: '1.0',
      queryDate: alarmTime(time.now()),
      statistic: settings.source.kind === 'metric' ? settings.source.statistic : undefined,
      period: settings.periodMs / 1000,
      recentDatapoints: datapoints.filter((value) => value !== null),
      threshold: settings.threshold,
    };
    change(alarm, state, reason, JSON.stringify(reasonData));
  }

  function change(alarm: Alarm, state: AlarmState, reason: string, reasonData: string): void {
    const before: Change = {
      from: alarm.state,
      fromReason: alarm.reason,
      fromReasonData: alarm.reasonData,
      fromAt: alarm.stateUpdatedAt,
    };
    Object.assign(alarm, { state, reason, reasonData, stateUpdatedAt: time.now() });
    if (before.from === state) return;
    note(alarm, 'StateUpdate', `Alarm updated from ${before.from} to ${state}`, {
      version: '1.0',
      oldState: { stateValue: before.from, stateReason: before.fromReason },
      newState: { stateValue: state, stateReason: reason },
    });
    buses.put({
      account: alarm.account,
      region: alarm.region,
      source: 'aws.cloudwatch',
      detailType: 'CloudWatch Alarm State Change',
      time: time.now(),
      resources: [alarm.arn],
      detail: alarmDetail(alarm, before),
    });
    if (alarm.actionsEnabled) for (const action of alarm.settings.actions[state]) act(alarm, action, before);
  }

  function act(alarm: Alarm, action: string, before: Change): void {
    const outcome = run(alarm, action, before);
    const published = outcome.ok ? 'Successfully executed' : 'Failed to execute';
    note(alarm, 'Action', `${published} action ${action}`, {
      actionState: outcome.ok ? 'Succeeded' : 'Failed',
      notificationResource: action,
      ...(!outcome.ok && { error: outcome.error }),
    });
  }

  function run(alarm: Alarm, action: string, before: Change): Result<unknown, string> {
    if (readArn(action)?.service !== 'sns') return ok(undefined); // Lambda, SSM and the like have no effect in this world
    const from = { principal: 'cloudwatch.amazonaws.com', sourceArn: alarm.arn };
    return topics.publishAs(from, { topicArn: action, ...alarmMail(alarm, before) });
  }

  const key = (place: Place, name: string) => `arn:aws:cloudwatch:${place.region}:${place.account}:alarm:${name}`;
  const isIn = (place: Place) => (item: Place) => item.account === place.account && item.region === place.region;
  return {
    put: ({ account, region }, name, settings, actionsEnabled) => {
      const arn = key({ account, region }, name);
      const existing = alarms.get(arn);
      const alarm: Alarm = existing ?? {
        account,
        region,
        name,
        arn,
        settings,
        actionsEnabled,
        state: 'INSUFFICIENT_DATA',
        reason: 'Unchecked: Initial alarm creation',
        reasonData: '',
        stateUpdatedAt: time.now(),
        configuredAt: time.now(),
        tags: new Map(),
      };
      Object.assign(alarm, { settings, actionsEnabled, configuredAt: time.now() });
      alarms.set(arn, alarm);
      const verb = existing === undefined ? 'created' : 'updated';
      note(alarm, 'ConfigurationUpdate', `Alarm "${name}" ${verb}`, { type: existing === undefined ? 'Create' : 'Update' });
      tick();
      return alarm;
    },
    list: (place) => [...alarms.values()].filter(isIn(place)).sort((a, b) => (a.name < b.name ? -1 : 1)),
    find: (place, name) => alarms.get(key(place, name)) ?? null,
    byArn: (arn) => alarms.get(arn) ?? null,
    remove: (alarm) => {
      alarms.delete(alarm.arn);
      note(alarm, 'ConfigurationUpdate', `Alarm "${alarm.name}" deleted`, { type: 'Delete' });
    },
    setState: change,
    history: (place) => history.filter(isIn(place)).reverse(),
  };
}
