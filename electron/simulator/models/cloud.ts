import type { Faults } from '../faults';
import type { Chance, SimulatedTime, Wall } from '../world';
import { type AlarmStore, createAlarms } from './alarms';
import { type Buckets, createBuckets } from './buckets';
import { type BusStore, createBuses } from './buses';
import { createDashboards, type Dashboards } from './dashboards';
import { createLogs, type LogStore } from './logs';
import { createMailHouse, type MailHouse } from './mail-house';
import { createMetrics, type Metrics } from './metrics';
import { createPhones, type Phones } from './phones';
import { createPost, type Post } from './post';
import { createQueues, type Queues } from './queues';
import { createRoles, type Roles } from './roles';
import { createTables, type TableStore } from './tables';
import { createTopics, type TopicStore } from './topics';
import { createTrails, type Trails } from './trail';
import { measureUsage } from './usage';

/** The generic part of one simulated cloud: what every account has before the platform is installed in it. */
export interface Cloud {
  readonly queues: Queues;
  readonly topics: TopicStore;
  readonly buses: BusStore;
  readonly tables: TableStore;
  readonly metrics: Metrics;
  readonly alarms: AlarmStore;
  readonly dashboards: Dashboards;
  readonly logs: LogStore;
  readonly roles: Roles;
  readonly trails: Trails;
  readonly post: Post;
  readonly mails: MailHouse;
  readonly phones: Phones;
  readonly buckets: Buckets;
  /** Ends every long poll with "no such queue": call it when another cloud takes this one's place. */
  close(): void;
}

/** An empty cloud. `chance` should be its own, so that what a console sends does not change what the platform draws. */
export function createCloud(ports: {
  readonly time: SimulatedTime;
  readonly wall: Wall;
  readonly chance: Chance;
  readonly faults: Faults;
}): Cloud {
  const metrics = createMetrics();
  const queues = createQueues({ ...ports, metrics });
  const roles = createRoles(ports);
  const logs = createLogs();
  const post = createPost();
  const topics = createTopics({ ...ports, queues, metrics, logs, roles, post });
  const buses = createBuses({ ...ports, queues, topics, metrics, roles });
  measureUsage(metrics, topics);
  const alarms = createAlarms({ ...ports, metrics, topics, buses });
  return {
    queues,
    topics,
    buses,
    tables: createTables(ports.time),
    metrics,
    alarms,
    dashboards: createDashboards(),
    logs,
    post,
    phones: createPhones({ ...ports, logs, roles, post }),
    mails: createMailHouse({ ...ports, topics }),
    roles,
    buckets: createBuckets(ports.time, ports.chance),
    trails: createTrails({ time: ports.time, buses }),
    close: queues.close,
  };
}
