const hosts: Readonly<Record<string, string>> = {
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};

/** An address in the AWS console of a partition (`aws`, `aws-cn`, `aws-us-gov`); `path` begins without a slash. */
export function consoleUrl(partition: string, region: string, path: string): string {
  const host = hosts[partition];
  return host === undefined ? `https://${region}.console.aws.amazon.com/${path}` : `https://${host}/${path}`;
}
