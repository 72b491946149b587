/** What the simulator reads from a SigV4 signature. The signature itself is not checked: any secret key will do. */
export interface Signature {
  readonly accessKeyId: string;
  readonly region: string;
  /** SigV4 service name: `drs`, `states`, `monitoring`… */
  readonly service: string;
  readonly sessionToken: string | undefined;
  /** When the client says it signed, epoch milliseconds of its own clock; null when it does not say. */
  readonly signedAt: number | null;
}

/** `AWS4-HMAC-SHA256 Credential=AKIA…/20260314/us-east-1/drs/aws4_request, …`; null when there is no such header. */
export function readSignature(header: (name: string) => string | undefined): Signature | null {
  const scope = /^AWS4-HMAC-SHA256\s.*?Credential=([^/,\s]+)\/\d{8}\/([^/,\s]+)\/([^/,\s]+)\/aws4_request/.exec(
    header('authorization') ?? '',
  );
  const [, accessKeyId, region, service] = scope ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) return null;
  return {
    accessKeyId,
    region,
    service,
    sessionToken: header('x-amz-security-token'),
    signedAt: readBasicDate(header('x-amz-date')),
  };
}

/** `20260314T092511Z` */
function readBasicDate(text: string | undefined): number | null {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? '');
  if (parts === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The inverse, for messages about signatures that came too early or too late. */
export function basicDate(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '');
}
