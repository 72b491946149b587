import { z } from 'zod';
import { readArn } from '../models/arn';
import { busArn } from '../models/bus-policies';
import type { BusStore } from '../models/buses';
import { isRecord, readJson } from '../models/json';
import type { Place } from '../models/metrics';
import { compilePattern } from '../models/pattern';
import { AwsFault, type Call, type Operation } from '../service';
import type { SimulatedTime } from '../world';
import { operation } from './events-access';

const Entry = z.object({
  Time: z.number().optional(),
  Source: z.string().optional(),
  Resources: z.array(z.string()).default([]),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  EventBusName: z.string().optional(),
});
type Entry = z.output<typeof Entry>;

/** Putting events of one's own, and trying a pattern without a rule. */
export function eventOperations(buses: BusStore, time: SimulatedTime): Readonly<Record<string, Operation>> {
  return {
    PutEvents: operation(
      z.object({ Entries: z.array(Entry).min(1).max(10) }),
      (input, call) => {
        const Entries = input.Entries.map((entry) => {
          const bus = busOf(entry, call);
          const problem = refusal(entry) ?? (bus !== null && buses.policies.allows(bus, call.caller.accountId) ? null : NO_BUS);
          if (problem !== null || bus === null) return problem ?? NO_BUS;
          const EventId = buses.putOn(bus, {
            account: call.caller.accountId,
            region: call.region,
            source: entry.Source ?? '',
            detailType: entry.DetailType ?? '',
            time: entry.Time === undefined ? time.now() : entry.Time * 1000,
            resources: entry.Resources,
            detail: readJson(entry.Detail ?? ''),
          });
          return { EventId };
        });
        return { FailedEntryCount: Entries.filter((entry) => 'ErrorCode' in entry).length, Entries };
      },
      {
        resources: (input, call) => input.Entries.map((entry) => busArn(busOf(entry, call) ?? placeOfCall(call))),
        conditions: (input) => ({
          'events:source': input.Entries.map(({ Source = '' }) => Source),
          'events:detail-type': input.Entries.map(({ DetailType = '' }) => DetailType),
        }),
      },
    ),
    TestEventPattern: operation(z.object({ EventPattern: z.string(), Event: z.string() }), (input) => {
      const pattern = compilePattern(input.EventPattern);
      if (!pattern.ok) throw new AwsFault('InvalidEventPatternException', `Event pattern is not valid. Reason: ${pattern.error}`);
      const event = readJson(input.Event);
      if (!isRecord(event)) throw new AwsFault('ValidationException', 'Parameter Event is not valid.');
      return { Result: pattern.value(event) };
    }),
  };
}

const NO_BUS = { ErrorCode: 'ResourceNotFoundException', ErrorMessage: 'Event bus does not exist or does not admit the caller.' };

function placeOfCall({ caller, region }: Call): Place {
  return { account: caller.accountId, region };
}

/** The bus an entry is for: the caller's own, or one named by ARN; null for a bus that cannot be. */
function busOf({ EventBusName: name = 'default' }: Entry, call: Call): Place | null {
  if (name === 'default') return placeOfCall(call);
  const arn = readArn(name);
  return arn?.service === 'events' && arn.resource === 'event-bus/default' ? arn : null;
}

/** Why EventBridge does not take an entry. Sources that begin with `aws.` belong to AWS itself. */
function refusal({ Source, DetailType, Detail }: Entry): { ErrorCode: string; ErrorMessage: string } | null {
  const invalid = (ErrorMessage: string) => ({ ErrorCode: 'InvalidArgument', ErrorMessage });
  if (!Source) return invalid('Parameter Source is not valid. Reason: Source is a required argument.');
  if (!DetailType) return invalid('Parameter DetailType is not valid. Reason: DetailType is a required argument.');
  if (!Detail) return invalid('Parameter Detail is not valid. Reason: Detail is a required argument.');
  if (Source.startsWith('aws.')) {
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: `Not authorized for the source ${Source}.` };
  }
  if (!isRecord(readJson(Detail))) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  return null;
}
