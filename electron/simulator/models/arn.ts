export interface Arn {
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** `arn:aws:SERVICE:REGION:ACCOUNT:RESOURCE`; null when it is not one. */
export function readArn(text: string): Arn | null {
  const [arn, partition, service, region, account, ...resource] = text.split(':');
  if (arn !== 'arn' || !partition || !service || region === undefined || account === undefined) return null;
  return { service, region, account, resource: resource.join(':') };
}
