import { err, ok } from '../../../../shared/lib/result';
import { AwsFault, type Protocol } from '../../service';
import type { Codec } from '../codec';
import { readForm } from '../form';
import { fieldsOf } from '../parse-json';
import { element, xmlFields } from '../xml';

type QueryProtocol = Extract<Protocol, { kind: 'query' }>;

/** AWS query protocol: a form with `Action` and `Version` in, XML out. */
export function queryCodec(protocol: QueryProtocol): Codec {
  const headers = (requestId: string) => ({ 'content-type': 'text/xml', 'x-amzn-requestid': requestId });
  return {
    decode: (request) => {
      const { Action, Version, ...input } = readForm(request.method === 'GET' ? request.query.toString() : request.body);
      if (typeof Action !== 'string') return err(new AwsFault('MissingAction', 'Could not find an action in the request'));
      if (Version !== protocol.version) return err(noSuchAction(Action, String(Version)));
      return ok({ operation: Action, input });
    },
    success: (operation, output, status, requestId) => ({
      status,
      headers: headers(requestId),
      body:
        `<${operation}Response xmlns="${protocol.xmlns}">` +
        (output === undefined ? '' : `<${operation}Result>${xmlFields(fieldsOf(output))}</${operation}Result>`) +
        `${element('ResponseMetadata', { RequestId: requestId })}</${operation}Response>`,
    }),
    failure: (fault, requestId) => ({
      status: fault.status,
      headers: headers(requestId),
      body:
        `<ErrorResponse xmlns="${protocol.xmlns}">` +
        element('Error', {
          Type: fault.status >= 500 ? 'Receiver' : 'Sender',
          Code: fault.code,
          Message: fault.message,
          ...fault.fields,
        }) +
        `${element('RequestId', requestId)}</ErrorResponse>`,
    }),
  };
}

function noSuchAction(action: string, version: string): AwsFault {
  return new AwsFault('InvalidAction', `Could not find operation ${action} for version ${version}`);
}
