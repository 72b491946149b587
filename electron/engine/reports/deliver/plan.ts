import type { ReportConfiguration, ReportDistribution } from '../../../../shared/domain/reports/report-configuration';
import type { ReportDelivery } from '../../../../shared/domain/reports/report-run';
import { unreachable } from '../../../../shared/lib/unreachable';

type Method = ReportDelivery['method'];

/** What a definition asks for, all of it still waiting; nothing where it names nobody. One delivery for each recipient or place. */
export function planReportDeliveries(definition: Pick<ReportConfiguration, 'Distribution'>): ReportDelivery[] {
  const { Distribution: wanted } = definition;
  return wanted === undefined ? [] : placesOf(wanted).map(({ method, destination }) => waiting(method, destination));
}

/** What failed or was held back, to be tried anew. Nobody who has it gets it twice. */
export function triedAgain(deliveries: readonly ReportDelivery[]): ReportDelivery[] {
  return deliveries.map((one) =>
    one.state === 'delivered' || one.state === 'waiting' ? one : waiting(one.method, one.destination),
  );
}

export function waiting(method: Method, destination: string): ReportDelivery {
  return { method, destination, state: 'waiting', attempts: 0, at: null, reference: null, reason: null };
}

export const ON_PORTAL = 'portal';

interface Place {
  readonly method: Method;
  readonly destination: string;
}

function placesOf(wanted: ReportDistribution): Place[] {
  const method = wanted.DeliveryMethod ?? impliedBy(wanted);
  switch (method) {
    case null:
      return [];
    case 'EMAIL': {
      const mails = unique(wanted.Recipients ?? []).map((destination) => ({ method, destination }));
      const portal = { method: 'PORTAL' as const, destination: ON_PORTAL };
      // A link must lead somewhere.
      return wanted.Attach === false && mails.length > 0 ? [portal, ...mails] : mails;
    }
    case 'SNS':
      return [{ method, destination: wanted.TopicArn ?? '' }];
    case 'FOLDER':
      return [{ method, destination: wanted.Folder ?? '' }];
    case 'S3':
      return [{ method, destination: `s3://${wanted.Bucket ?? ''}/${wanted.Prefix ?? ''}` }];
    case 'PORTAL':
      return [{ method, destination: ON_PORTAL }];
    default:
      return unreachable(method);
  }
}

/** A definition that does not say how means what it names somebody or something for. */
function impliedBy(wanted: ReportDistribution): Method | null {
  if ((wanted.Recipients ?? []).length > 0) return 'EMAIL';
  if (wanted.Folder !== undefined) return 'FOLDER';
  if (wanted.Bucket !== undefined) return 'S3';
  return wanted.TopicArn === undefined ? null : 'SNS';
}

/** Addresses differ in case and are one. */
function unique(addresses: readonly string[]): string[] {
  return [...new Map(addresses.map((address) => [address.toLowerCase(), address])).values()];
}
