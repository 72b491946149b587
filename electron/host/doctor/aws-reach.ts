import { openAwsContext } from '../../engine/aws/aws-context';
import { openConnections } from '../../engine/aws/clients';
import { sourceErrorOf } from '../../engine/aws/errors';
import type { ContextSpec } from '../../engine/engine-api';
import type { Log, Wall } from '../../engine/ports';
import { readAwsProfiles } from '../aws-profiles';
import { contextSpecs } from '../contexts';
import { createWall, wallClock } from '../wall';
import { broken, defineStep, type Finding, fine, limited, type Patient } from './step';

/** Asks STS who we are, in every context that was named, or in the default one. */
export const awsReach = defineStep({
  id: 'aws-reach',
  title: 'AWS',
  async look(patient) {
    const { profiles } = await readAwsProfiles(patient.place);
    const specs = contextSpecs(patient.wish, profiles, patient.place.env);
    if (!specs.ok) {
      const wasAsked = patient.wish.profiles.length > 0;
      return [(wasAsked ? broken : limited)(specs.error.message, specs.error.next)];
    }
    return Promise.all(specs.value.specs.map((spec) => identify(spec, patient)));
  },
});

async function identify(spec: ContextSpec, patient: Patient): Promise<Finding> {
  const wall = wallOf(patient);
  const connections = openConnections(patient.place.env);
  const context = await openAwsContext({
    spec,
    platform: { project: '', environment: '' },
    installationId: '',
    connections,
    ports: { clock: wallClock(wall), wall, log: silent },
  });
  try {
    const { accountId, arn } = await context.identity();
    return fine(`${spec.contextId}: account ${accountId} as ${arn}`);
  } catch (error) {
    const cause = sourceErrorOf(error, { profile: spec.profile, region: spec.region, wallNowMs: wall.nowMs() });
    return broken(`${spec.contextId}: ${cause.message}`, cause.next);
  } finally {
    context.close();
    connections.close();
  }
}

/** What the doctor finds it prints; nothing is to be said twice. */
const silent: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

function wallOf({ nowMs }: Patient): Wall {
  return createWall({ epochMs: nowMs, monoMs: nowMs, unit: () => 0 });
}
