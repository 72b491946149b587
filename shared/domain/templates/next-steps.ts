import { findMessage, type Parameters, translate } from './messages';

/**
 * The console's own sentences about what to do, which events bring along in English. Each has its words under `step.…`; a `(…)` of the
 * pattern is the parameter of that place.
 */
const known: readonly (readonly [key: string, pattern: RegExp, ...parameters: readonly string[]])[] = [
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
  ['launch-unknown', /^Read the job log of the server, remove the cause, then run the wave again\.$/],
];

/** Keys of every sentence that has words in each language. */
export const stepKeys: readonly string[] = known.map(([key]) => `step.${key}`);

/** A step in the reader's language, or as it is. One that names its server first (`app-03: …`) keeps the name. */
export function translateStep(step: string, locale: string): string {
  const whole = translateSentence(step, locale);
  if (whole !== null) return whole;
  const [, name, rest] = /^([^:]{1,100}: )(.+)$/s.exec(step) ?? [];
  const sentence = rest === undefined ? null : translateSentence(rest, locale);
  return sentence === null || name === undefined ? step : `${name}${sentence}`;
}

function translateSentence(sentence: string, locale: string): string | null {
  for (const [key, pattern, ...names] of known) {
    const match = pattern.exec(sentence);
    if (match === null || findMessage(`step.${key}`, locale) === null) continue;
    const parameters: Parameters = Object.fromEntries(names.map((name, index) => [name, match[index + 1]]));
    return translate(`step.${key}`, locale, parameters);
  }
  return null;
}
