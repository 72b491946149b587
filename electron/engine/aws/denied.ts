/** The IAM action and resource a refusal names; null where it does not. */
export interface Denied {
  readonly action: string | null;
  readonly resource: string | null;
}

/**
 * Reads the sentences AWS refuses with. Most services say "… is not authorized to perform: drs:DescribeJobs on resource: arn…
 * because no identity-based policy allows …"; EC2-like ones say "You are not authorized to perform: ec2:X"; SQS of old only
 * "Access to the resource https://… is denied."
 */
export function readDenied(message: string): Denied {
  const action = /not authorized to perform:?\s+([a-z0-9-]+:[A-Za-z0-9*]+)/i.exec(message)?.[1] ?? null;
  const resource =
    /on resource:?\s+"?([^\s"]+?)"?(?:[\s,.;]|$)/i.exec(message)?.[1] ??
    /access to the resource\s+(\S+)\s+is denied/i.exec(message)?.[1] ??
    null;
  return { action, resource };
}
