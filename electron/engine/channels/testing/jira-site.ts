import { z } from 'zod';
import type { ReceivedRequest, Script } from './fault-receiver';
import { answer, answerJson, type Fault, faults } from './faults';

export interface SiteIssue {
  readonly key: string;
  readonly fields: Record<string, unknown>;
  status: string;
  resolution: string | null;
  resolutiondate: string | null;
  assignee: string | null;
  readonly comments: unknown[];
}

/** A project with a workflow of its own, behind the paths of the cloud or of a Data Center. */
export interface JiraSite {
  readonly issues: SiteIssue[];
  readonly script: Script;
  now: string;
  /** Ids and names, as the project happens to have them. */
  transitions: { id: string; name: string; to: string }[];
  /** Fields the project wants, and nobody else knows of. */
  required: string[];
  resolutionOfDone: string;
}

const categories: Readonly<Record<string, string>> = {
  Open: 'new',
  Working: 'indeterminate',
  Gelöst: 'done',
  "Won't do": 'done',
};
const Created = z.object({ fields: z.record(z.string(), z.unknown()) });
const Moved = z.object({ transition: z.object({ id: z.string() }) });
const Comment = z.object({ body: z.unknown() });

export function jiraSite(version: 2 | 3 = 3): JiraSite {
  const issues: SiteIssue[] = [];
  const site: JiraSite = {
    issues,
    now: '2026-11-23T16:00:00.000+0100',
    transitions: [
      { id: '11', name: 'Begin', to: 'Working' },
      { id: '21', name: 'Give up', to: "Won't do" },
      { id: '31', name: 'Abschließen', to: 'Gelöst' },
    ],
    required: [],
    resolutionOfDone: 'Done',
    // The receiver asks twice: with the head, and once the body has been read.
    script: (request) => (request.method !== 'GET' && request.body === '' ? faults.ok : serve(request)),
  };
  const root = `/rest/api/${version}`;

  function serve(request: ReceivedRequest): Fault {
    const url = new URL(request.path, 'http://site');
    const path = url.pathname.startsWith(root) ? url.pathname.slice(root.length) : null;
    if (path === null) return answer(404, 'no such version');
    if (path === '/search' && version === 3) return answerJson(410, { errorMessages: ['The requested API has been removed.'] });
    if (path === '/search/jql' || path === '/search') return search(url.searchParams.get('jql') ?? '');
    if (path === '/issue') return create(Created.parse(JSON.parse(request.body)).fields);
    if (path.startsWith('/issue/createmeta/')) return meta(path);
    const [, key = '', what = ''] = /^\/issue\/([^/]+)\/?(.*)$/.exec(path) ?? [];
    const issue = issues.find((one) => one.key === key);
    if (issue === undefined) return answerJson(404, { errorMessages: ['Issue does not exist.'] });
    return one(issue, what, request);
  }

  function search(jql: string): Fault {
    const labels = [...jql.matchAll(/tocsin-[0-9a-f]+/g)].map(([label]) => label);
    const all = issues.filter(({ fields }) =>
      z
        .array(z.string())
        .parse(fields.labels)
        .some((label) => labels.includes(label)),
    );
    return answerJson(200, { issues: [...all].reverse().map(shown) });
  }

  function create(fields: Record<string, unknown>): Fault {
    const missing = site.required.filter((name) => fields[name] === undefined);
    if (missing.length > 0)
      return answerJson(400, {
        errorMessages: [],
        errors: Object.fromEntries(missing.map((name) => [name, `${name} is required.`])),
      });
    const key = `OPS-${issues.length + 1}`;
    issues.push({ key, fields, status: 'Open', resolution: null, resolutiondate: null, assignee: null, comments: [] });
    return answerJson(201, { id: String(10_000 + issues.length), key, self: `http://site${root}/issue/${key}` });
  }

  function meta(path: string): Fault {
    if (path.endsWith('/issuetypes')) return answerJson(200, { issueTypes: [{ id: '7', name: 'Incident' }] });
    const fields = site.required.map((fieldId) => ({
      fieldId,
      name: 'Business service',
      required: true,
      hasDefaultValue: false,
    }));
    return answerJson(200, { fields: [...fields, { fieldId: 'summary', name: 'Summary', required: true }] });
  }

  function one(issue: SiteIssue, what: string, request: ReceivedRequest): Fault {
    if (what === '') return answerJson(200, shown(issue));
    if (what === 'comment' && request.method === 'GET')
      return answerJson(200, { comments: issue.comments.map((body) => ({ body })) });
    if (what === 'comment') {
      issue.comments.push(Comment.parse(JSON.parse(request.body)).body);
      return answerJson(201, { id: '1' });
    }
    if (request.method === 'GET')
      return answerJson(200, {
        transitions: site.transitions.map(({ id, name, to }) => ({
          id,
          name,
          to: { name: to, statusCategory: { key: categories[to] } },
        })),
      });
    const { transition } = Moved.parse(JSON.parse(request.body));
    const step = site.transitions.find(({ id }) => id === transition.id);
    if (step === undefined) return answerJson(400, { errorMessages: ['It is not on the appropriate workflow.'], errors: {} });
    const isDone = categories[step.to] === 'done';
    issue.status = step.to;
    issue.resolution = isDone ? site.resolutionOfDone : null;
    issue.resolutiondate = isDone ? site.now : null;
    return answer(204);
  }
  return site;
}

function shown({ key, fields, status, resolution, resolutiondate, assignee }: SiteIssue): unknown {
  return {
    key,
    fields: {
      status: { name: status, statusCategory: { key: categories[status] ?? 'new' } },
      resolution: resolution === null ? null : { name: resolution },
      resolutiondate,
      assignee: assignee === null ? null : { displayName: assignee },
      labels: fields.labels,
    },
  };
}
