import { err, ok } from '../../../../shared/lib/result';
import { AwsFault, type Protocol } from '../../service';
import type { Codec } from '../codec';
import { readForm } from '../form';
import { fieldsOf } from '../parse-json';
import { element } from '../xml';

type Ec2Protocol = Extract<Protocol, { kind: 'ec2' }>;

/** EC2's own query protocol: numbered parameters without `member`, lists as `<item>`, answers without a result element. */
export function ec2Codec(protocol: Ec2Protocol): Codec {
  const headers = (requestId: string) => ({ 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': requestId });
  return {
    decode: (request) => {
      const { Action, Version, ...input } = readForm(request.method === 'GET' ? request.query.toString() : request.body);
      if (typeof Action !== 'string' || Version !== protocol.version)
        return err(new AwsFault('InvalidAction', `The action ${String(Action)} is not valid for this web service.`));
      return ok({ operation: Action, input: asLists(input) });
    },
    success: (operation, output, status, requestId) => ({
      status,
      headers: headers(requestId),
      body:
        `<${operation}Response xmlns="${protocol.xmlns}">${element('requestId', requestId)}` +
        `${itemFields(fieldsOf(output))}</${operation}Response>`,
    }),
    failure: (fault, requestId) => ({
      status: fault.status,
      headers: headers(requestId),
      body: `<Response><Errors>${element('Error', { Code: fault.code, Message: fault.message })}</Errors>${element('RequestID', requestId)}</Response>`,
    }),
  };
}

/** `Filter.1.Value.2`: whatever is numbered from 1 is a list. */
function asLists(node: unknown): unknown {
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).map(([name, child]) => [name, asLists(child)] as const);
  if (entries.length > 0 && entries.every(([name]) => /^\d+$/.test(name)))
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, child]) => child);
  return Object.fromEntries(entries);
}

function itemFields(fields: object): string {
  return Object.entries(fields)
    .map(([name, value]) => itemElement(name, value))
    .join('');
}

function itemElement(name: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return `<${name}>${value.map((item) => itemElement('item', item)).join('')}</${name}>`;
  return typeof value === 'object' ? `<${name}>${itemFields(value)}</${name}>` : element(name, value);
}
