import type { Names } from './names';
import { isoSeconds } from './time-text';

/** Mails of the execution-notifications topic, in the exact form of aws-contracts 4.2, traps included. */
export interface Mail {
  readonly eventType: 'start' | 'complete' | 'fail' | 'pause';
  readonly planId: string;
  readonly planName: string;
  readonly title: string;
  readonly callToAction?: string;
  readonly fields: readonly (readonly [label: string, value: string])[];
  readonly commands?: readonly string[];
}

const HEAVY = '='.repeat(56);
const LIGHT = '-'.repeat(56);

export function mailText(mail: Mail): string {
  const fields = mail.fields.map(([label, value]) => `  ${label}:`.padEnd(20) + value);
  const commands = mail.commands === undefined ? [] : [LIGHT, ...mail.commands.flatMap((command) => ['', command]), '', LIGHT];
  const action = mail.callToAction === undefined ? [] : [`  ${mail.callToAction}`];
  return [HEAVY, `  AWS DRS ORCHESTRATION - ${mail.title}`, ...action, HEAVY, '', ...fields, '', ...commands, HEAVY].join('\r\n');
}

export function mailSubject(mail: Pick<Mail, 'planName' | 'eventType'>): string {
  const subject = `[DRS] Recovery Plan: ${mail.planName} - ${mail.eventType}`;
  return subject.length > 100 ? `${subject.slice(0, 97)}...` : subject;
}

interface About {
  readonly planId: string;
  readonly planName: string;
  readonly executionId: string;
  readonly accountId: string;
  readonly at: number;
}

/** Always says RECOVERY and the platform's home region: the caller passes neither the type nor the region. */
export function startMail(about: About & { readonly totalWaves: number }): Mail {
  return {
    eventType: 'start',
    ...plan(about),
    title: 'RECOVERY STARTED',
    fields: [
      ...common(about),
      ['Region', 'us-east-1'],
      ['Execution Type', 'RECOVERY'],
      ['Total Waves', String(about.totalWaves)],
      ['Started At', isoSeconds(about.at)],
    ],
  };
}

export function completeMail(
  about: About & { readonly completedWaves: number; readonly totalWaves: number; readonly seconds: number | null },
): Mail {
  const duration = about.seconds === null ? 'N/A' : `${Math.floor(about.seconds / 60)}m ${about.seconds % 60}s`;
  return {
    eventType: 'complete',
    ...plan(about),
    title: 'RECOVERY COMPLETED',
    fields: [
      ...common(about),
      ['Completed Waves', String(about.completedWaves)],
      ['Total Waves', String(about.totalWaves)],
      ['Duration', duration],
      ['Completed At', isoSeconds(about.at)],
    ],
  };
}

/** `Failed Wave` is the count of failed waves, not the number of one. */
export function failMail(about: About & { readonly failedWaves: number | null; readonly error: string }): Mail {
  return {
    eventType: 'fail',
    ...plan(about),
    title: 'RECOVERY FAILED',
    fields: [
      ...common(about),
      ['Failed Wave', about.failedWaves === null ? 'N/A' : String(about.failedWaves)],
      ['Error', about.error],
      ['Failed At', isoSeconds(about.at)],
    ],
  };
}

/** Carries the whole task token, twice: whoever reads the mail can resume the failover (aws-contracts 9, item 21). */
export function pauseMail(
  about: About & { readonly region: string; readonly nextWave: number; readonly token: string; readonly names: Names },
): Mail {
  const cli = (command: string) => `aws stepfunctions ${command} --region ${about.names.region} --task-token '${about.token}'`;
  return {
    eventType: 'pause',
    ...plan(about),
    title: 'EXECUTION PAUSED',
    callToAction: 'ACTION REQUIRED',
    fields: [
      ...common(about),
      ['Region', about.region],
      ['Paused At', isoSeconds(about.at)],
      ['Reason', 'Manual approval required before next wave'],
      ['Waiting to start', `Wave ${about.nextWave + 1}`],
    ],
    commands: [
      `${cli('send-task-success')} --task-output '{}'`,
      `${cli('send-task-failure')} --error UserCancelled --cause 'Cancelled by operator'`,
    ],
  };
}

function plan(about: About): Pick<Mail, 'planId' | 'planName'> {
  return { planId: about.planId, planName: about.planName };
}

function common(about: About): [string, string][] {
  return [
    ['Recovery Plan', about.planName],
    ['Execution ID', about.executionId],
    ['Target Account', about.accountId],
  ];
}
