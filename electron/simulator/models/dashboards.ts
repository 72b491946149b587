export interface Dashboard {
  readonly account: string;
  readonly name: string;
  readonly arn: string;
  body: string;
  /** Simulated epoch milliseconds. */
  modifiedAt: number;
}

/** CloudWatch dashboards. They belong to an account, not to a region. */
export interface Dashboards {
  put(account: string, name: string, body: string, at: number): Dashboard;
  find(account: string, name: string): Dashboard | null;
  list(account: string): readonly Dashboard[];
  remove(dashboard: Dashboard): void;
}

export function createDashboards(): Dashboards {
  const dashboards = new Map<string, Dashboard>();
  const arnOf = (account: string, name: string) => `arn:aws:cloudwatch::${account}:dashboard/${name}`;
  return {
    put: (account, name, body, at) => {
      const arn = arnOf(account, name);
      const dashboard = dashboards.get(arn) ?? { account, name, arn, body, modifiedAt: at };
      dashboards.set(arn, Object.assign(dashboard, { body, modifiedAt: at }));
      return dashboard;
    },
    find: (account, name) => dashboards.get(arnOf(account, name)) ?? null,
    list: (account) =>
      [...dashboards.values()].filter((each) => each.account === account).sort((a, b) => (a.name < b.name ? -1 : 1)),
    remove: (dashboard) => void dashboards.delete(dashboard.arn),
  };
}
