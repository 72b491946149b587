import type { ListedFault } from '../../../shared/domain/training/listing';
import { t } from '../../language/language';
import { wordsOf } from './words-of';

/** What a fault does, to whom: "DRS: two of three calls are throttled". Its name stays findable. */
export function faultLabel(fault: ListedFault): string {
  return `${whose(fault)}: ${wordsOf(fault.says)} (${fault.name})`;
}

/** A service by the name people use for it. */
export function whose({ service }: Pick<ListedFault, 'service'>): string {
  if (service === null) return t('training.platform');
  if (service === 'all') return t('training.allServices');
  return SERVICES[service] ?? service.toUpperCase();
}

const SERVICES: Readonly<Record<string, string>> = {
  states: 'Step Functions',
  dynamodb: 'DynamoDB',
  events: 'EventBridge',
  lambda: 'Lambda',
  monitoring: 'CloudWatch',
  logs: 'CloudWatch Logs',
  servicequotas: 'Service Quotas',
  cloudtrail: 'CloudTrail',
  sso: 'IAM Identity Center',
  'sso-oidc': 'Identity Center OIDC',
};
