import type { DrsClient } from '@aws-sdk/client-drs';
import type { DrsPlace } from '../aws/aws-context';
import { isUninitialised } from '../aws/errors';
import type { Answer, Reading } from './source';

/** Seconds until a place without DRS is asked again: an account that was never initialised should cost almost nothing. */
const uninitialisedSeconds = 600;

/** A reading that is known to have its place. */
export interface DrsReading extends Reading {
  readonly place: DrsPlace;
  readonly drs: DrsClient;
}

/** Reads DRS of the reading's place. Where DRS was never initialised there is no data, which is no failure. */
export async function readDrs(reading: Reading, read: (reading: DrsReading) => Promise<Answer>): Promise<Answer> {
  const { place } = reading;
  if (place === null) return { events: [] };
  try {
    return await read({ ...reading, place, drs: await reading.aws.drs(place) });
  } catch (error) {
    if (isUninitialised(error)) {
      const restsBecause = `DRS was never initialised in ${place.region} of account ${place.accountId}: there is nothing to watch.`;
      return { events: [], nextSeconds: uninitialisedSeconds, restsBecause };
    }
    throw error;
  }
}

/** Whether a known thing belongs to the place that was read, for this context. */
export function isOfPlace(
  known: { readonly contextId: string; readonly fact: DrsPlace },
  reading: { readonly contextId: string; readonly place: DrsPlace },
): boolean {
  return (
    known.contextId === reading.contextId &&
    known.fact.accountId === reading.place.accountId &&
    known.fact.region === reading.place.region
  );
}
