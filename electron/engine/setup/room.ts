import type { SourceError } from '../../../shared/domain/health';
import type { ContextId } from '../../../shared/domain/primitives';
import type { Unread } from '../../../shared/domain/setup/discovered';
import type { Home } from '../../../shared/domain/setup/wanted';
import type { Place } from '../../../shared/domain/setup/wishes';
import type { AwsContext } from '../aws/aws-context';
import { sourceErrorOf } from '../aws/errors';
import { queueName } from '../aws/platform-names';
import type { Ports } from '../ports';
import type { Site } from './driver';

/** One context, opened for setting it up. */
export interface Room {
  readonly contextId: ContextId;
  readonly aws: AwsContext;
  readonly home: Home;
  /** Where work is done in the name of an installation: ours, or one long gone. */
  readonly siteFor: (installationId: string) => (place: Place) => Promise<Site>;
  readonly siteOf: (place: Place) => Promise<Site>;
  readonly explain: (error: unknown) => Unread;
}

/** What an exception of the SDK means for this context. */
export function errorIn(aws: AwsContext, ports: Pick<Ports, 'wall'>, error: unknown): SourceError {
  const { profile, region } = aws.spec;
  return sourceErrorOf(error, { profile, region, wallNowMs: ports.wall.nowMs() });
}

/** Asks who we are, and knows from it what everything is called. Throws what AWS refuses with. */
export async function openRoom(contextId: ContextId, aws: AwsContext, ports: Pick<Ports, 'wall'>): Promise<Room> {
  const { accountId, partition } = await aws.identity();
  const { platform, installationId } = aws;
  const home: Home = {
    accountId,
    region: aws.spec.region,
    partition,
    project: platform.project,
    installationId,
    queueName: queueName(platform, installationId),
  };
  const today = ports.wall.now().slice(0, 10);
  const siteFor =
    (of: string) =>
    async (place: Place): Promise<Site> => ({
      clients: await aws.setup({ accountId: place.accountId, region: place.region }),
      installationId: of,
      today,
    });
  const explain = (error: unknown): Unread => {
    const { message, next, action, resource } = errorIn(aws, ports, error);
    return { message: `${message} ${next}`, action, resource };
  };
  return { contextId, aws, home, siteFor, siteOf: siteFor(installationId), explain };
}

export function notOpen(contextId: ContextId): SourceError {
  return {
    code: 'not-found',
    message: `The context ${contextId} is not open.`,
    next: 'Open it again, or start the console with its profile.',
    action: null,
    resource: null,
  };
}
