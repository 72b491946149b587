import type { DashboardPreview, PlanDashboard } from '../../shared/contract/dashboards';
import { instantOf, PlanId } from '../../shared/domain/primitives';
import type { ConsoleClient } from '../bridge/client';
import { contextId } from './world';

const url = 'https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#dashboards/dashboard/tocsin-payroll-dr';

const made: PlanDashboard = {
  contextId,
  name: 'tocsin-old-plan',
  arn: 'arn:aws:cloudwatch::111122223333:dashboard/tocsin-old-plan',
  planId: null,
  planName: null,
  modifiedAt: instantOf(Date.UTC(2026, 2, 10, 9)),
  sizeBytes: 4_812,
  url,
};

const preview: DashboardPreview = {
  name: 'tocsin-payroll-dr',
  url,
  change: 'create',
  widgets: [
    { title: 'About this dashboard', kind: 'text', metrics: 0 },
    { title: 'Alarms', kind: 'alarm', metrics: 0 },
    { title: 'Replication lag of 12 servers, 444455556666 us-east-1', kind: 'metric', metrics: 12 },
    { title: 'Runs of the orchestrator', kind: 'metric', metrics: 5 },
    { title: 'Deliveries of its topics', kind: 'metric', metrics: 4 },
    { title: 'Messages that wait in queues', kind: 'metric', metrics: 2 },
    { title: 'Errors of its functions', kind: 'metric', metrics: 4 },
  ],
  notes: [
    'AWS gives three dashboards free of charge; each further one costs about three dollars a month.',
    'The lag of servers in account 444455556666 shows only where CloudWatch’s cross-account observability is set up for it; else that chart stays empty.',
  ],
  body: '{"widgets":[]}',
};

/** One dashboard whose plan is gone, and one that could be made. */
export const fixtureDashboards: ConsoleClient['dashboards'] = {
  list: async () => ({ items: [made], nextToken: null }),
  preview: async () => preview,
  put: async ({ plan }) => ({ ...made, name: preview.name, planId: PlanId.parse(plan), planName: 'Payroll DR' }),
  remove: async () => ({ commandId: 'cmd-1', outcome: 'accepted', message: 'Removed.' }),
};
