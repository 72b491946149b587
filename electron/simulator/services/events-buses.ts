import { z } from 'zod';
import { busArn } from '../models/bus-policies';
import type { BusStore } from '../models/buses';
import { isRecord, readJson } from '../models/json';
import type { Place } from '../models/metrics';
import { readPolicy } from '../policy/document';
import { AwsFault, type Call, type Operation } from '../service';
import { operation, requireDefaultBus } from './events-access';

const Principal = z.string().regex(/^(\*|\d{12})$/);
const OnBus = z.object({ EventBusName: z.string().default('default') });
const about = { resources: (_input: unknown, call: Call) => [busArn(placeOfCall(call))] };

/** The default bus and who may put events on it. */
export function eventBusOperations(buses: BusStore): Readonly<Record<string, Operation>> {
  const statements = (bus: Place): Readonly<Record<string, unknown>>[] => {
    const policy = readJson(buses.policies.text(bus) ?? '');
    return isRecord(policy) && Array.isArray(policy.Statement) ? policy.Statement.filter(isRecord) : [];
  };
  const store = (bus: Place, all: readonly unknown[]) =>
    buses.policies.set(bus, all.length === 0 ? null : JSON.stringify({ Version: '2012-10-17', Statement: all }));
  return {
    DescribeEventBus: operation(
      z.object({ Name: z.string().default('default') }),
      (input, call) => {
        requireDefaultBus(input.Name);
        return shown(buses, placeOfCall(call));
      },
      about,
    ),
    ListEventBuses: operation(z.object({ NamePrefix: z.string().default('') }), (input, call) => ({
      EventBuses: 'default'.startsWith(input.NamePrefix) ? [shown(buses, placeOfCall(call))] : [],
    })),
    PutPermission: operation(
      OnBus.extend({
        Action: z.literal('events:PutEvents').optional(),
        Principal: Principal.optional(),
        StatementId: z
          .string()
          .regex(/^[\w-]{1,64}$/)
          .optional(),
        Condition: z
          .object({ Type: z.literal('StringEquals'), Key: z.literal('aws:PrincipalOrgID'), Value: z.string() })
          .optional(),
        Policy: z.string().optional(),
      }),
      (input, call) => {
        requireDefaultBus(input.EventBusName);
        const bus = placeOfCall(call);
        if (input.Policy !== undefined) {
          if (!readPolicy(input.Policy).ok) throw new AwsFault('ValidationException', 'Parameter Policy is not valid.');
          buses.policies.set(bus, input.Policy);
          return;
        }
        const { Principal: who, StatementId: Sid, Condition: condition } = input;
        if (who === undefined || Sid === undefined)
          throw new AwsFault('ValidationException', 'Parameter(s) Principal and StatementId must be specified.');
        const statement = {
          Sid,
          Effect: 'Allow',
          Principal: who === '*' ? '*' : { AWS: `arn:aws:iam::${who}:root` },
          Action: 'events:PutEvents',
          Resource: busArn(bus),
          ...(condition !== undefined && { Condition: { [condition.Type]: { [condition.Key]: condition.Value } } }),
        };
        store(bus, [...statements(bus).filter((other) => other.Sid !== Sid), statement]);
      },
      about,
    ),
    RemovePermission: operation(
      OnBus.extend({ StatementId: z.string().optional(), RemoveAllPermissions: z.boolean().default(false) }),
      (input, call) => {
        requireDefaultBus(input.EventBusName);
        const bus = placeOfCall(call);
        if (input.RemoveAllPermissions) return buses.policies.set(bus, null);
        const rest = statements(bus).filter(({ Sid }) => Sid !== input.StatementId);
        if (rest.length === statements(bus).length)
          throw new AwsFault('ResourceNotFoundException', 'Statement with the provided id does not exist.');
        store(bus, rest);
      },
      about,
    ),
  };
}

function placeOfCall({ caller, region }: Call): Place {
  return { account: caller.accountId, region };
}

function shown(buses: BusStore, bus: Place) {
  const policy = buses.policies.text(bus);
  return { Name: 'default', Arn: busArn(bus), ...(policy !== null && { Policy: policy }) };
}
