import type { Callers } from '../callers';
import type { Cloud } from '../models/cloud';
import type { Service } from '../service';
import type { SignIns } from '../sign-ins';
import type { Chance, SimulatedTime, Wall } from '../world';
import { cloudtrailService } from './cloudtrail';
import { cloudwatchService } from './cloudwatch';
import { dynamodbService } from './dynamodb';
import { eventsService } from './events';
import { iamService } from './iam';
import { logsService } from './logs';
import { s3Service } from './s3';
import { serviceQuotasService } from './service-quotas';
import { sesv2Service } from './sesv2';
import { snsService } from './sns';
import { sqsService } from './sqs';
import { ssoService } from './sso';
import { ssoOidcService } from './sso-oidc';
import { stsService } from './sts';

/** The services every account has. DRS, Step Functions and Lambda belong to the platform's side and are added by the simulator. */
export function genericServices(parts: {
  readonly cloud: Cloud;
  readonly callers: Callers;
  readonly signIns: SignIns;
  readonly time: SimulatedTime;
  readonly wall: Wall;
  /** For ids of queries and requests only. */
  readonly chance: Chance;
  /** `http://127.0.0.1:PORT` of the wire; queue URLs start with it. */
  readonly endpoint: () => string;
  /** Whose DRS a key that was never issued sees; null for its own. */
  readonly drsAccount?: string;
  /** Applied values of service quotas that differ from the usual ones, by code. */
  readonly quotas?: Readonly<Record<string, number>>;
}): readonly Service[] {
  const { cloud, callers, signIns, time, wall, chance, endpoint, drsAccount = null, quotas = {} } = parts;
  return [
    stsService(callers, cloud.roles),
    ssoService(signIns),
    ssoOidcService(signIns, endpoint),
    snsService(cloud.topics, cloud.phones),
    sqsService({ queues: cloud.queues, wall, endpoint }),
    eventsService(cloud.buses, time),
    dynamodbService(cloud.tables),
    cloudwatchService(cloud, time, drsAccount),
    logsService(cloud.logs, time, chance),
    serviceQuotasService(quotas),
    sesv2Service(cloud.mails),
    iamService(cloud.roles),
    cloudtrailService(cloud.trails),
    s3Service(cloud.buckets),
  ];
}

/** Ids of every simulated service, for fault names. */
export const SERVICE_IDS = [
  'sts',
  'sns',
  'sqs',
  'drs',
  'states',
  'dynamodb',
  'events',
  'lambda',
  'monitoring',
  'logs',
  'servicequotas',
  'iam',
  'cloudtrail',
  'ec2',
  'sso',
  'sso-oidc',
  'ses',
  's3',
] as const;
