import { z } from 'zod';
import type { ReceivedRequest, Script } from './fault-receiver';
import { answerJson, type Fault, faults } from './faults';

type Fields = Record<string, string>;
const Body = z.record(z.string(), z.string());

/** Incidents of an instance that behaves as the Table API does: nothing is dropped for being a repeat. */
export interface ServiceNowInstance {
  readonly incidents: Fields[];
  readonly script: Script;
  /** `resolved_at` of what is resolved from now on. */
  now: string;
}

export function serviceNowInstance(): ServiceNowInstance {
  const incidents: Fields[] = [];
  const instance: ServiceNowInstance = {
    incidents,
    now: '2026-11-23 15:00:00', // The receiver asks twice: with the head, and once the body has been read.
    script: (request) => (request.method !== 'GET' && request.body === '' ? faults.ok : serve(request)),
  };

  function serve(request: ReceivedRequest): Fault {
    const url = new URL(request.path, 'http://instance');
    const id = /\/api\/now\/table\/incident\/([^/]+)$/.exec(url.pathname)?.[1];
    if (url.pathname.endsWith('/sys_choice')) return answerJson(200, { result: [{ label: 'Solved', value: 'Solved' }] });
    if (id !== undefined) return one(request, url, id);
    if (request.method === 'POST') return made(Body.parse(JSON.parse(request.body)));
    const { result } = found(url.searchParams.get('sysparm_query') ?? '');
    return answerJson(200, { result: result.map((record) => asked(record, url)) });
  }

  function made(body: Fields): Fault {
    const number = `INC00${incidents.length + 10}`;
    const record = {
      sys_id: `id-${incidents.length + 1}`,
      number,
      state: '1',
      active: 'true',
      resolved_at: '',
      work_notes: '',
      ...body,
    };
    incidents.push(record);
    return answerJson(201, { result: record });
  }

  function one(request: ReceivedRequest, url: URL, id: string): Fault {
    const record = incidents.find(({ sys_id }) => sys_id === id);
    if (record === undefined) return answerJson(404, { error: { message: 'No Record found', detail: 'Record doesn’t exist' } });
    if (request.method === 'GET') return answerJson(200, { result: asked(record, url) });
    const { work_notes, ...changes } = Body.parse(JSON.parse(request.body));
    if (changes.state === '6' && changes.close_code === 'Wrong')
      return answerJson(403, { error: { message: 'Operation Failed', detail: 'Data Policy Exception: Close code' } });
    Object.assign(record, changes, changes.state === '6' ? { resolved_at: instance.now } : {});
    if (work_notes !== undefined) record.work_notes = `${work_notes}\n\n${record.work_notes ?? ''}`;
    return answerJson(200, { result: { sys_id: id } });
  }

  function found(query: string): { readonly result: Fields[] } {
    const wanted = new Set(/correlation_id(?:=|IN)([^^]*)/.exec(query)?.[1]?.split(',') ?? []);
    const isActive = query.includes('active=true');
    const all = incidents.filter((one) => wanted.has(one.correlation_id ?? '') && (!isActive || one.active === 'true'));
    return { result: [...all].reverse() };
  }
  return instance;
}

function asked(record: Fields, url: URL): Record<string, unknown> {
  const names = (url.searchParams.get('sysparm_fields') ?? '').split(',');
  const isBoth = url.searchParams.get('sysparm_display_value') === 'all';
  const both = (value: string) => (isBoth ? { value, display_value: value } : value);
  return Object.fromEntries(names.map((name) => [name, both(record[name] ?? '')]));
}
