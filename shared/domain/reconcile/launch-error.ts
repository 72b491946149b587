/** Why a launch failed, for people: `text` says what is wrong, `next` what to do about it. */
export interface LaunchError {
  readonly text: string;
  readonly next: string;
}

interface Known {
  readonly pattern: RegExp;
  readonly say: (raw: string) => LaunchError;
}

const known: readonly Known[] = [
  {
    pattern: /InsufficientFreeAddressesInSubnet/i,
    say: (raw) => ({
      text: `no free addresses in ${idIn(raw, 'subnet') ?? 'the launch subnet'}`,
      next: 'Free some or change the launch subnet, then run the wave again.',
    }),
  },
  {
    pattern: /InsufficientInstanceCapacity|InsufficientHostCapacity/i,
    say: () => ({
      text: 'EC2 has no capacity left for this instance type in the availability zone',
      next: 'Choose another instance type or subnet in the launch settings, then run the wave again.',
    }),
  },
  {
    pattern: /VcpuLimitExceeded|InstanceLimitExceeded|MaxSpotInstanceCountExceeded/i,
    say: () => ({
      text: 'the account has reached its limit of running instances',
      next: 'Terminate what is not needed or ask for a higher EC2 quota, then run the wave again.',
    }),
  },
  {
    pattern: /VolumeLimitExceeded|MaxIOPSLimitExceeded|SnapshotLimitExceeded/i,
    say: () => ({
      text: 'the account has reached its limit of EBS volumes or snapshots',
      next: 'Delete what is not needed or ask for a higher EBS quota, then run the wave again.',
    }),
  },
  {
    pattern: /InvalidIPAddress\.InUse|PrivateIpAddress.*in use/i,
    say: () => ({
      text: 'the fixed private address of the server is already in use',
      next: 'Terminate the instance that holds it or change the address in the launch settings, then run the wave again.',
    }),
  },
  {
    pattern: /InvalidSubnetID/i,
    say: (raw) => ({
      text: `${idIn(raw, 'subnet') ?? 'the launch subnet'} does not exist`,
      next: 'Choose an existing subnet in the launch settings, then run the wave again.',
    }),
  },
  {
    pattern: /InvalidGroup|InvalidSecurityGroup/i,
    say: (raw) => ({
      text: `${idIn(raw, 'sg') ?? 'a security group of the launch settings'} does not exist`,
      next: 'Choose existing security groups in the launch settings, then run the wave again.',
    }),
  },
  {
    pattern: /KMS/i,
    say: () => ({
      text: 'the encryption key of the volumes cannot be used',
      next: 'Check that the key exists, is enabled and may be used by DRS, then run the wave again.',
    }),
  },
  {
    pattern: /UnauthorizedOperation|AccessDenied/i,
    say: () => ({
      text: 'DRS is not permitted to launch into this account or subnet',
      next: 'Check the permissions of the DRS service role and the service control policies, then run the wave again.',
    }),
  },
  {
    pattern: /Unsupported|InvalidParameterCombination/i,
    say: () => ({
      text: 'EC2 does not offer this instance type with these settings here',
      next: 'Choose another instance type in the launch settings, then run the wave again.',
    }),
  },
];

const MOST_CHARACTERS = 200;

/** A sentence for the raw error of a DRS job log line. An error nobody has words for is shown as AWS wrote it, cut to one line. */
export function launchErrorOf(raw: string): LaunchError {
  const match = known.find(({ pattern }) => pattern.test(raw));
  if (match !== undefined) return match.say(raw);
  const line = raw.replace(/\s+/g, ' ').trim();
  return {
    text: line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line,
    next: 'Read the job log of the server, remove the cause, then run the wave again.',
  };
}

function idIn(raw: string, prefix: string): string | null {
  return new RegExp(`\\b${prefix}-[0-9a-f]+`, 'i').exec(raw)?.[0] ?? null;
}
