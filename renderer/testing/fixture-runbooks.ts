import type { RunbookRun, RunStepView } from '../../shared/domain/alerting/runbooks/runbook';
import type { View } from '../../shared/domain/view';
import type { ConsoleClient } from '../bridge/client';
import { after } from './incidents';

/** The runbook of incidents that lead with a subnet without addresses; two steps of it are done where somebody began it. */
export function fixtureRunbooks(view: View | null): ConsoleClient['runbooks'] {
  const find = async ({ incidentId }: { incidentId: string }) => {
    const found = view?.incidents[incidentId];
    if (found === undefined) throw new Error(`No incident ${incidentId} is known.`);
    return found;
  };
  return {
    list: async () => ({ items: [], nextToken: null, problems: [], folder: '' }),
    get: async () => Promise.reject(new Error('This fixture has no runbook by itself.')),
    ofIncident: async (input) => {
      const incident = await find(input);
      const run = incident.causes[0]?.runbookId === 'subnet-out-of-addresses' ? subnetRun(incident.openedAt) : null;
      const suggested =
        run === null
          ? []
          : [
              { runbookId: run.runbookId, title: run.title, why: 'for the leading cause' },
              { runbookId: 'vcpu-quota', title: 'The vCPU quota is used up', why: 'for another cause' },
            ];
      return { run, suggested, missing: null };
    },
    begin: find,
    step: find,
  };
}

function subnetRun(openedAt: string): RunbookRun {
  const step = (index: number, title: string, change: Partial<RunStepView>): RunStepView => ({
    step: index,
    title,
    text: '',
    check: null,
    commands: [],
    ifFails: null,
    ifPasses: null,
    minutes: null,
    dueAt: null,
    done: null,
    ...change,
  });
  return {
    runbookId: 'subnet-out-of-addresses',
    title: 'Launch failed, the subnet has no free addresses',
    summary: 'EC2 had no private address left when app-03 was to be launched. Act before the next wave starts.',
    isStarted: true,
    startedAt: after(openedAt, 95),
    startedBy: 'Dana Whitfield',
    endedAt: null,
    next: 1,
    steps: [
      step(0, 'See how many addresses are free', {
        check: {
          name: 'subnet-has-free-addresses',
          says: 'The subnet has free addresses:',
          args: {},
          result: { state: 'fails', text: '0 of 251 are free.', at: after(openedAt, 180) },
        },
        done: { step: 0, outcome: 'done', note: 'none left', at: after(openedAt, 120), by: 'Dana Whitfield' },
      }),
      step(1, 'Find what holds the addresses', {
        text: 'Instances of an earlier drill that nobody terminated are the **usual reason**.',
        check: {
          name: 'no-instances-left-running',
          says: 'No instances are left running:',
          args: {},
          result: { state: 'unknown', text: 'the console does not see them.', at: null },
        },
        commands: [
          {
            language: 'sh',
            text: 'aws ec2 describe-network-interfaces --region us-east-1 --filters Name=subnet-id,Values=subnet-0123456789abcdef0',
            missing: [],
          },
        ],
        ifFails: 2,
        ifPasses: 'end',
        minutes: 5,
        dueAt: after(openedAt, 260),
      }),
      step(2, 'Free addresses', { text: 'Terminate instances of earlier drills from their execution.', minutes: 15 }),
    ],
  };
}
