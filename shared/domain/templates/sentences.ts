import { type Parameters, translate } from './messages';

type Sentence = readonly [key: string, pattern: RegExp, ...parameters: readonly string[]];

/**
 * The console's own sentences about what to do, which events bring along in English. Each has its words under `step.…`; a `(…)` of the
 * pattern is the parameter of that place.
 */
const steps: readonly Sentence[] = [
  ['log-then-start', /^Read the orchestrator’s log, then start the plan again\.$/],
  ['cause-then-start', /^Remove the cause, terminate what was launched, then start the plan again\.$/],
  ['read-then-start', /^Read why it failed, terminate what was launched, then start the plan again\.$/],
  ['check-then-resume', /^Check the servers launched so far, then resume or cancel\.$/],
  ['check-then-terminate', /^Check the servers, then terminate the drill instances\.$/],
  ['check-before-users', /^Check the servers before users return\.$/],
  ['stop-run', /^Stop the run that was left open\.$/],
  ['start-when-wanted', /^Start the plan again when it is wanted\.$/],
  ['keep-or-terminate', /^Keep or terminate (\d+) instances? that it launched\.$/, 'number'],
  ['server-log', /^Open the server and read its job log\.$/],
  ['agent', /^Check the replication agent on (.+) and its way to the staging area\.$/, 'server'],
  ['missed', /^Look at the executions that ended and answer what is open\.$/],
  ['sign-in', /^Ask the person whether it was them; if not, lock the user and look for further traces in the trail\.$/],
  ['denied', /^Ask the person what it was for; if nobody knows, revoke the session\.$/],
  ['destructive', /^Check that this was meant\. If nobody knows of it, revoke the session and undo the change\.$/],
  ['launch-addresses', /^Free some or change the launch subnet, then run the wave again\.$/],
  ['launch-capacity', /^Choose another instance type or subnet in the launch settings, then run the wave again\.$/],
  ['launch-instances', /^Terminate what is not needed or ask for a higher EC2 quota, then run the wave again\.$/],
  ['launch-volumes', /^Delete what is not needed or ask for a higher EBS quota, then run the wave again\.$/],
  [
    'launch-address',
    /^Terminate the instance that holds it or change the address in the launch settings, then run the wave again\.$/,
  ],
  ['launch-subnet', /^Choose an existing subnet in the launch settings, then run the wave again\.$/],
  ['launch-groups', /^Choose existing security groups in the launch settings, then run the wave again\.$/],
  ['launch-key', /^Check that the key exists, is enabled and may be used by DRS, then run the wave again\.$/],
  [
    'launch-permission',
    /^Check the permissions of the DRS service role and the service control policies, then run the wave again\.$/,
  ],
  ['launch-type', /^Choose another instance type in the launch settings, then run the wave again\.$/],
  ['again', /^Launch what failed, or start the plan again once the cause is removed\.$/],
  ['refused', /^Find out which program calls the console without a token that holds\.$/],
  [
    'network',
    /^Check the network, VPN and proxy; what was read last stays on screen with its age, and the console goes on by itself\.$/,
  ],
  ['throttled', /^The console slows down by itself and goes on; nothing needs to be done unless it lasts\.$/],
  ['permission', /^Allow (.+) for this profile \(see the policy files in resources\/iam\); everything else goes on\.$/, 'action'],
  [
    'sign-in-again',
    /^Sign in again: aws sso login --profile (\S+) \(or renew the temporary keys\)\. The console notices by itself\.$/,
    'profile',
  ],
  ['launch-unknown', /^Read the job log of the server, remove the cause, then run the wave again\.$/],
  ['role-action', /^Allow the action for the role of this profile\.$/],
  ['credentials', /^Check the credentials of this profile\.$/],
  ['names', /^Check the names on the set-up screen\.$/],
  ['service', /^Check the network, the proxy and the health of the service\.$/],
  ['region', /^Check the region of this profile\.$/],
  ['faster', /^Close what else uses this computer, or move the console to a faster one\.$/],
  ['template', /^Correct (\S+) under Templates, and look at its preview\.$/, 'template'],
  ['profile', /^Correct the profile in the AWS configuration\.$/],
  ['quota-topics', /^Delete topics nobody uses, or ask AWS for more\.$/],
  [
    'quota-replicating',
    /^Disconnect servers that need no protection any more, or replicate new ones to another account; AWS does not raise this limit\.$/,
  ],
  ['code', /^Enter the code on the accounts screen\.$/],
  ['new-code', /^Give a new MFA code on the accounts screen once it has ended\.$/],
  ['give-credentials', /^Give the profile credentials, or sign in on the accounts screen\.$/],
  ['quota-subscriptions', /^Have the subscriptions confirmed, or wait until they lapse after two days\.$/],
  ['initialise', /^Initialise DRS in this region, or stop watching it\.$/],
  ['by-itself', /^It is tried again by itself; look who else calls so often if it lasts\.$/],
  ['set-aside', /^Keep the file that was set aside, and restore a backup if what it held is needed\.$/],
  ['quota-jobs', /^Let jobs end before another plan or wave is started: DRS refuses the next one\.$/],
  ['quota-servers', /^Let jobs end before another plan or wave is started: DRS refuses to launch more servers\.$/],
  ['answer', /^Look at the answer on the health screen\.$/],
  ['failing', /^Look at the failing deliveries in the history of notifications\.$/],
  ['quota-sources', /^Remove source servers that are disconnected for good, or ask AWS for more\.$/],
  ['clock', /^Set the clock of this computer\.$/],
  ['sign-in-sso', /^Sign in on the accounts screen, or with: aws sso login --profile (\S+)\.$/, 'profile'],
  ['sign-in-accounts', /^Sign in on the accounts screen\.$/],
  ['quota-runs', /^Stop runs that were left open, or ask AWS for more\.$/],
  ['test-channel', /^Test the channel under Notifications\.$/],
];

/** Why a launch failed, as `launch-error.ts` says it; what AWS itself wrote stays as it is. */
const causes: readonly Sentence[] = [
  ['addresses-launch', /^no free addresses in the launch subnet$/],
  ['addresses', /^no free addresses in (.+)$/, 'subnet'],
  ['capacity', /^EC2 has no capacity left for this instance type in the availability zone$/],
  ['instances', /^the account has reached its limit of running instances$/],
  ['volumes', /^the account has reached its limit of EBS volumes or snapshots$/],
  ['address', /^the fixed private address of the server is already in use$/],
  ['missing', /^((?:subnet|sg)-[0-9a-f]+) does not exist$/, 'what'],
  ['missing-subnet', /^the launch subnet does not exist$/],
  ['missing-group', /^a security group of the launch settings does not exist$/],
  ['key', /^the encryption key of the volumes cannot be used$/],
  ['permission', /^DRS is not permitted to launch into this account or subnet$/],
  ['type', /^EC2 does not offer this instance type with these settings here$/],
];

/** Keys of every sentence that has words in each language. */
export const sentenceKeys: readonly string[] = [...steps.map(([key]) => `step.${key}`), ...causes.map(([key]) => `cause.${key}`)];

/** A step in the reader's language, or as it is. One that names its server first (`app-03: …`) keeps the name. */
export function translateStep(step: string, locale: string): string {
  const whole = find('step', steps, step, locale);
  if (whole !== null) return whole;
  const [, name, rest] = /^([^:]{1,100}: )(.+)$/s.exec(step) ?? [];
  const sentence = rest === undefined ? null : find('step', steps, rest, locale);
  return sentence === null || name === undefined ? step : `${name}${sentence}`;
}

/** Why something failed in the reader's language, or as it is. */
export function translateCause<T extends string | null>(cause: T, locale: string): string | T {
  return cause === null ? cause : (find('cause', causes, cause, locale) ?? cause);
}

function find(kind: 'step' | 'cause', sentences: readonly Sentence[], said: string, locale: string): string | null {
  for (const [key, pattern, ...names] of sentences) {
    const match = pattern.exec(said);
    if (match === null) continue;
    const parameters: Parameters = Object.fromEntries(names.map((name, index) => [name, match[index + 1]]));
    return translate(`${kind}.${key}`, locale, parameters);
  }
  return null;
}
