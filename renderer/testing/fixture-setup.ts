import type { SetupSurvey } from '../../shared/contract/setup';
import { planOf } from '../../shared/domain/setup/plan';
import { type NamesToRead, readsOf } from '../../shared/domain/setup/reads';
import type { Resource, Seen } from '../../shared/domain/setup/resource';
import { decide, type Home, wantedOf } from '../../shared/domain/setup/wanted';
import { SetupWishes } from '../../shared/domain/setup/wishes';
import type { ConsoleClient } from '../bridge/client';

const home: Home = {
  accountId: '111122223333',
  region: 'us-east-1',
  partition: 'aws',
  project: 'aws-drs-orchestration',
  installationId: 'inst-4f1c',
  queueName: 'aws-drs-orchestration-console-inst-4f1c',
};
const arn = (service: string, name: string) => `arn:aws:${service}:us-east-1:111122223333:${name}`;
const topics = ['execution-notifications', 'drs-alerts'].map((name) => arn('sns', `aws-drs-orchestration-${name}-dev`));
const machine = arn('states', 'stateMachine:aws-drs-orchestration-orchestration-dev');
const table = (part: string) => `aws-drs-orchestration-${part}-dev`;
const usual: NamesToRead = {
  stateMachineArn: machine,
  tables: {
    executionHistory: table('execution-history'),
    recoveryPlans: table('recovery-plans'),
    protectionGroups: table('protection-groups'),
  },
};
const target = { accountId: '444455556666', region: 'us-east-1' };
const denied = {
  message: 'Profile payroll may not cloudtrail:DescribeTrails on *. Allow cloudtrail:DescribeTrails for this profile.',
  action: 'cloudtrail:DescribeTrails',
  resource: '*',
};
const named = (one: string, matches = true) => ({ name: one.split(':').at(-1) ?? one, arn: one, matches });

/** An account half connected: a queue that is there, a rule that somebody changed, and one name that is taken. */
function survey(wishes: SetupWishes): SetupSurvey {
  const wanted = wantedOf(decide(wishes, { topics, stateMachines: [machine], places: [target] }), home);
  const discovered: SetupSurvey['discovered'] = {
    place: { accountId: home.accountId, region: home.region },
    topics: { items: [...topics, arn('sns', 'billing-alerts')].map((topic, index) => named(topic, index < 2)), unread: null },
    stateMachines: { items: [named(machine), named(arn('states', 'stateMachine:nightly-billing'), false)], unread: null },
    tables: {
      items: [...Object.values(usual.tables).slice(0, 2), 'payroll-groups'].map((name, index) => ({ name, matches: index < 2 })),
      unread: null,
    },
    drsPlaces: [{ ...target, servers: 12 }],
    trails: { items: [], unread: denied },
    alarms: { items: [], unread: null },
    oldQueues: {
      items: [
        {
          name: 'aws-drs-orchestration-console-inst-0b77',
          url: 'https://sqs.us-east-1.amazonaws.com/111122223333/aws-drs-orchestration-console-inst-0b77',
          installation: 'inst-0b77',
          lastUse: '2026-01-02',
          unusedDays: 71,
        },
      ],
      unread: null,
    },
  };
  return {
    discovered,
    wishes,
    reads: readsOf(wishes, discovered, usual, usual),
    plan: planOf(wanted, new Map(wanted.map((resource, index) => [resource.id, seenOf(resource, index)])), []),
    unread: [],
    progress: null,
  };
}

function seenOf(resource: Resource, index: number): Seen {
  if (index < 2) return { kind: 'present', ours: true, settings: resource.settings };
  if (index === 2) return { kind: 'present', ours: true, settings: { ...resource.settings, state: 'DISABLED' } };
  if (index === 3) return { kind: 'present', ours: false, settings: {} };
  return resource.kind === 'role' ? { kind: 'unknown', why: denied.message, action: null, resource: null } : { kind: 'absent' };
}

const unavailable = async () => Promise.reject(new Error('This fixture does not answer that.'));

/** The set-up of an account as a standing moment shows it. */
export const fixtureSetup: ConsoleClient['setup'] = {
  survey: async () => survey(SetupWishes.parse({})),
  preview: async ({ wishes }) => survey(SetupWishes.parse(wishes)),
  progress: async () => ({ progress: null }),
  apply: unavailable,
  verify: async () => ({
    outcome: 'works',
    message: 'The connection works: 2 checks passed.',
    checks: [
      { id: 'queue', title: 'Queue of this console', outcome: 'works', message: 'There, and as it should be.' },
      { id: 'event', title: 'A test event arrives', outcome: 'works', message: 'It was in our queue after 0.8 s.' },
    ],
  }),
  cancel: unavailable,
  remove: unavailable,
  removeOld: unavailable,
  template: async () => ({}),
  policies: async () => ({}),
};
