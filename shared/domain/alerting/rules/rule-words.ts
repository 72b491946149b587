import { unreachable } from '../../../lib/unreachable';
import type { MetricInfo } from '../../capacity/metric-list';
import type { Labels } from '../labels';
import type { CompiledRule } from './compile';
import type { Judgement, Verdict } from './evaluate';
import { breaches, operatorWords } from './operators';
import { minutesText } from './states/predicate';

/** A value with its unit, for people: `62 min`, `3.2 GiB`, `85 %`. */
export function valueText(value: number, unit: MetricInfo['unit']): string {
  switch (unit) {
    case 'Seconds':
      return Math.abs(value) < 120 ? `${numberText(value)} s` : minutesText(value / 60);
    case 'Bytes':
      return bytesText(value);
    case 'Percent':
      return `${numberText(value)} %`;
    case 'Count':
      return numberText(value);
    default:
      return unreachable(unit);
  }
}

function numberText(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));
}

function bytesText(value: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  const step = Math.min(units.length - 1, value < 1 ? 0 : Math.floor(Math.log(value) / Math.log(1024)));
  return `${numberText(value / 1024 ** step)} ${units[step]}`;
}

/** What a rule compares, in words: the metric's name, or the expression. */
export function comparedName({ subject, configuration }: Pick<CompiledRule, 'subject' | 'configuration'>): string {
  switch (subject.type) {
    case 'metric':
      return subject.query.metricName;
    case 'expression':
      return configuration.Conditions.Expression ?? 'the expression';
    case 'event':
      return 'events';
    case 'state':
      return subject.bound.title;
    default:
      return unreachable(subject);
  }
}

function unitOf({ subject }: Pick<CompiledRule, 'subject'>): MetricInfo['unit'] {
  return subject.type === 'metric' ? (subject.query.info?.unit ?? 'Count') : 'Count';
}

/** What an alert is about, shortest first: the server, the plan with its wave, the context. Empty where it is about everything. */
export function subjectText(labels: Labels): string {
  const { serverName, server, plan, waveLabel, context, data, topic, queue, carrier, service } = labels;
  if (serverName !== undefined || server !== undefined) return serverName ?? server ?? '';
  if (plan !== undefined) return waveLabel === undefined ? plan : `${plan}, ${waveLabel}`;
  const thing = data ?? topic ?? queue ?? carrier ?? service;
  if (thing === undefined) return context ?? '';
  return context === undefined ? thing : `${thing} of ${context}`;
}

export function titleOf(name: string, labels: Labels): string {
  const about = subjectText(labels);
  return about === '' ? name : `${name}: ${about}`;
}

/** Why a series is in the state it is in, one sentence with the figures. */
export function verdictText(rule: CompiledRule, judgement: Judgement, verdict: Verdict, labels: Labels): string {
  const { periodMs } = rule;
  const unit = unitOf(rule);
  const about = subjectText(labels);
  const compared = `${comparedName(rule)}${about === '' ? '' : ` of ${about}`}`;
  const { worst, newest, breaching, considered, state } = verdict;
  const periods = `${judgement.evaluationPeriods} ${judgement.evaluationPeriods === 1 ? 'period' : 'periods'} of ${minutesOrSeconds(periodMs)}`;
  const limit = `${operatorWords[judgement.operator]} ${valueText(judgement.threshold, unit)}`;
  switch (state) {
    case 'ALARM':
      if (worst === null) return `${compared} has no data, which this rule takes for ${limit}.`;
      return `${compared} is ${valueText(worst, unit)}: ${limit} in ${breaching} of ${periods}.`;
    case 'OK':
      if (newest === null) return `${compared} has no data, which this rule takes for good.`;
      return breaches(newest, judgement.operator, judgement.threshold)
        ? `${compared} is ${valueText(newest, unit)} in the newest of ${considered} values, too few to fire.`
        : `${compared} is ${valueText(newest, unit)}.`;
    case 'INSUFFICIENT_DATA':
      return `Nothing is measured of ${compared}: whether it is still ${limit} is not known.`;
    default:
      return unreachable(state);
  }
}

function minutesOrSeconds(ms: number): string {
  return ms < 120_000 ? `${ms / 1000} s` : minutesText(ms / 60_000);
}
