import { z } from 'zod';
import type { Phones } from '../models/phones';
import { AwsFault, type Call, type Operation } from '../service';
import { Entries, invalidParameter, operation } from './sns-access';

const MAX_CHARACTERS = 1_600;
const PREFERENCES =
  /^(MonthlySpendLimit|DeliveryStatusIAMRole|DeliveryStatusSuccessSamplingRate|DefaultSenderID|DefaultSMSType|UsageReportS3Bucket)$/;

/** Preferences of SMS; sending to a number is one form of `Publish`. */
export function snsSmsOperations(phones: Phones): Readonly<Record<string, Operation>> {
  return {
    SetSMSAttributes: operation(z.object({ attributes: Entries }), ({ attributes }, call) => {
      const unknown = Object.keys(attributes).find((name) => !PREFERENCES.test(name));
      if (unknown !== undefined) throw invalidParameter(`attributes Reason: ${unknown}`);
      for (const [name, value] of Object.entries(attributes)) phones.preferences(placeOf(call)).set(name, value);
      return {};
    }),
    GetSMSSandboxAccountStatus: operation(z.object({}), () => ({ IsInSandbox: false })),
    GetSMSAttributes: operation(z.object({ attributes: z.array(z.string()).default([]) }), ({ attributes }, call) => ({
      attributes: new Map(
        [...phones.preferences(placeOf(call))].filter(([name]) => attributes.length === 0 || attributes.includes(name)),
      ),
    })),
  };
}

/** `Publish` with a `PhoneNumber`; answers the message id. */
export function publishToPhone(phones: Phones, number: string, text: string, call: Call): string {
  if (!/^\+[1-9]\d{6,14}$/.test(number)) throw invalidParameter(`PhoneNumber Reason: ${number} is not valid to publish to`);
  if (text.length > MAX_CHARACTERS) throw invalidParameter('Message too long');
  const sent = phones.send(placeOf(call), { number, text });
  if (!sent.ok) throw new AwsFault('OptedOut', 'The phone number has opted out of receiving SMS messages.');
  return sent.value;
}

function placeOf({ caller, region }: Call) {
  return { account: caller.accountId, region };
}
