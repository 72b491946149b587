import { z } from 'zod';
import { pageOf } from '../models/page';
import { QUOTA_SERVICES, QUOTAS, type Quota } from '../models/quotas';
import { AwsFault, type Call, type Operation, type Service } from '../service';
import { operations } from './operation';

const operation = operations((field, problem) => new AwsFault('IllegalArgumentException', `Value at '${field}' ${problem}`));

const Paging = { MaxResults: z.number().int().min(1).max(100).default(100), NextToken: z.string().optional() };
const One = z.object({ ServiceCode: z.string(), QuotaCode: z.string() });

/** Service Quotas: the limits of the services a recovery leans on. Applied values are the defaults but for those in `applied`, by code. */
export function serviceQuotasService(applied: Readonly<Record<string, number>> = {}): Service {
  return {
    id: 'servicequotas',
    signingName: 'servicequotas',
    iamPrefix: 'servicequotas',
    protocol: { kind: 'json', version: '1.1', targetPrefix: 'ServiceQuotasV20190624', queryMode: false },
    operations: quotaOperations(applied),
  };
}

function quotaOperations(applied: Readonly<Record<string, number>>): Readonly<Record<string, Operation>> {
  const get = (values: Readonly<Record<string, number>>) =>
    operation(One, (input, call) => {
      const quota = quotasOf(input.ServiceCode, values).find(({ code }) => code === input.QuotaCode);
      if (quota === undefined) throw noSuch();
      return { Quota: shown(quota, call) };
    });
  const list = (values: Readonly<Record<string, number>>) =>
    operation(z.object({ ServiceCode: z.string(), QuotaCode: z.string().optional(), ...Paging }), (input, call) => {
      const quotas = quotasOf(input.ServiceCode, values);
      const all = quotas.filter(({ code }) => input.QuotaCode === undefined || code === input.QuotaCode);
      const { items, ...rest } = listed(all, input, input.ServiceCode, ({ code }) => code);
      return { Quotas: items.map((quota) => shown(quota, call)), ...rest };
    });
  return {
    GetServiceQuota: get(applied),
    GetAWSDefaultServiceQuota: get({}),
    ListServiceQuotas: list(applied),
    ListAWSDefaultServiceQuotas: list({}),
    ListServices: operation(z.object(Paging), (input) => {
      const { items, ...rest } = listed(Object.entries(QUOTA_SERVICES), input, 'services', ([code]) => code);
      return { Services: items.map(([ServiceCode, ServiceName]) => ({ ServiceCode, ServiceName })), ...rest };
    }),
  };
}

function quotasOf(service: string, applied: Readonly<Record<string, number>>): readonly Quota[] {
  if (!Object.hasOwn(QUOTA_SERVICES, service)) throw noSuch();
  const own = QUOTAS.filter((quota) => quota.service === service);
  return own.map((quota) => ({ ...quota, value: applied[quota.code] ?? quota.value }));
}

function noSuch(): AwsFault {
  return new AwsFault('NoSuchResourceException', 'The request failed because the specified quota or service does not exist.');
}

function listed<T>(
  all: readonly T[],
  input: { readonly MaxResults: number; readonly NextToken?: string | undefined },
  scope: string,
  key: (item: T) => string,
) {
  const page = pageOf(all, { token: input.NextToken, limit: input.MaxResults, scope: `quotas ${scope}`, key });
  if (!page.ok) throw new AwsFault('InvalidPaginationTokenException', 'Invalid token was used.');
  return { items: page.value.items, ...(page.value.nextToken !== null && { NextToken: page.value.nextToken }) };
}

function shown({ service, code, name, value, isAdjustable, usage }: Quota, { region, caller }: Call) {
  return {
    ServiceCode: service,
    ServiceName: QUOTA_SERVICES[service],
    QuotaArn: `arn:aws:servicequotas:${region}:${caller.accountId}:${service}/${code}`,
    QuotaCode: code,
    QuotaName: name,
    Value: value,
    Unit: 'None',
    Adjustable: isAdjustable,
    GlobalQuota: false,
    QuotaAppliedAtLevel: 'ACCOUNT',
    ...(usage !== null && {
      UsageMetric: {
        MetricNamespace: 'AWS/Usage',
        MetricName: 'ResourceCount',
        MetricDimensions: { Class: 'None', Resource: usage.resource, Service: usage.service, Type: 'Resource' },
        MetricStatisticRecommendation: 'Maximum',
      },
    }),
  };
}
