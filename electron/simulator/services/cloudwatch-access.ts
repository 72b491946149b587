import { z } from 'zod';
import type { Place } from '../models/metrics';
import { pageOf } from '../models/page';
import { AwsFault, type Call } from '../service';
import { operations } from './operation';

/** What all CloudWatch calls share: wording of refusals, paging, places. */

export const invalid = (code: string, message: string, status = 400) => new AwsFault(code, message, status);
export const operation = operations((field, problem) =>
  invalid('InvalidParameterValueException', `The value for parameter ${field} is invalid: ${problem}`),
);

export const Dimensions = z
  .array(z.object({ Name: z.string(), Value: z.string() }))
  .default([])
  .transform((list) => Object.fromEntries(list.map(({ Name, Value }) => [Name, Value])));

export const Metric = z.object({ Namespace: z.string(), MetricName: z.string(), Dimensions });

export const MetricQuery = z.object({
  Id: z.string().regex(/^[a-z]\w*$/),
  MetricStat: z.object({ Metric, Period: z.number().int().min(1), Stat: z.string() }).optional(),
  Expression: z.string().optional(),
  Period: z.number().int().min(1).optional(),
  Label: z.string().optional(),
  ReturnData: z.boolean().default(true),
});
export type MetricQuery = z.output<typeof MetricQuery>;

export function listed<T>(all: readonly T[], token: string | undefined, limit: number, scope: string, key: (item: T) => string) {
  const page = pageOf(all, { token, limit, scope: `monitoring ${scope}`, key });
  if (!page.ok) throw invalid('InvalidNextToken', 'The next token specified is invalid.');
  return page.value;
}

export function next(token: string | null): { NextToken?: string } {
  return token === null ? {} : { NextToken: token };
}

export function placeOf({ caller, region }: Call): Place {
  return { account: caller.accountId, region };
}

export function metricOf({ Namespace, MetricName, Dimensions: dimensions }: z.output<typeof Metric>) {
  return { namespace: Namespace, name: MetricName, dimensions };
}
