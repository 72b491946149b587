import { z } from 'zod';
import type { Dashboard, Dashboards } from '../models/dashboards';
import { isRecord, readJson } from '../models/json';
import type { Call, Operation } from '../service';
import type { SimulatedTime } from '../world';
import { invalid, listed, next, operation } from './cloudwatch-access';

const Name = z.string().regex(/^[\w-]{1,255}$/);

export function dashboardOperations(dashboards: Dashboards, time: SimulatedTime): Readonly<Record<string, Operation>> {
  const named = (call: Call, name: string): Dashboard => {
    const found = dashboards.find(call.caller.accountId, name);
    if (found === null) throw invalid('DashboardNotFoundError', `Dashboard ${name} does not exist`, 404);
    return found;
  };
  return {
    PutDashboard: operation(
      z.object({ DashboardName: Name, DashboardBody: z.string() }),
      (input, call) => {
        const body = readJson(input.DashboardBody);
        if (!isRecord(body) || !Array.isArray(body.widgets)) throw invalidBody();
        dashboards.put(call.caller.accountId, input.DashboardName, input.DashboardBody, time.now());
        return { DashboardValidationMessages: [] };
      },
      one,
    ),
    GetDashboard: operation(
      z.object({ DashboardName: Name }),
      (input, call) => {
        const { arn, name, body } = named(call, input.DashboardName);
        return { DashboardArn: arn, DashboardName: name, DashboardBody: body };
      },
      one,
    ),
    ListDashboards: operation(
      z.object({ DashboardNamePrefix: z.string().default(''), NextToken: z.string().optional() }),
      (input, call) => {
        const { accountId } = call.caller;
        const all = dashboards.list(accountId).filter(({ name }) => name.startsWith(input.DashboardNamePrefix));
        const scope = `dashboards ${accountId} ${input.DashboardNamePrefix}`;
        const page = listed(all, input.NextToken, 1000, scope, ({ name }) => name);
        const DashboardEntries = page.items.map(({ arn, name, body, modifiedAt }) => ({
          DashboardArn: arn,
          DashboardName: name,
          LastModified: modifiedAt / 1000,
          Size: Buffer.byteLength(body),
        }));
        return { DashboardEntries, ...next(page.nextToken) };
      },
    ),
    DeleteDashboards: operation(
      z.object({ DashboardNames: z.array(Name).min(1) }),
      (input, call) => {
        // All or none.
        for (const dashboard of input.DashboardNames.map((name) => named(call, name))) dashboards.remove(dashboard);
        return {};
      },
      { resources: ({ DashboardNames }, call) => DashboardNames.map((name) => arnOf(call, name)) },
    ),
  };
}

const arnOf = ({ caller }: Call, name: string) => `arn:aws:cloudwatch::${caller.accountId}:dashboard/${name}`;
const one = {
  resources: ({ DashboardName }: { DashboardName: string }, call: Call) => [arnOf(call, DashboardName)],
};

function invalidBody() {
  return invalid('DashboardInvalidInputError', 'The field DashboardBody must be a valid JSON object with a list of widgets');
}
