import type { Notice } from '../../../../shared/domain/notice';
import type { InstanceView, JobView, View } from '../../../../shared/domain/view';
import { byIdentity } from '../../../store/by-identity';
import { allNotices } from '../../../store/selectors';

/** Entities of the view by the execution they belong to; the same lists as long as nothing of their kind changed. */
function grouped<T extends { readonly executionId: string | null }>(entities: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of entities) {
    if (one.executionId === null) continue;
    const group = groups.get(one.executionId);
    if (group === undefined) groups.set(one.executionId, [one]);
    else group.push(one);
  }
  return groups;
}

const jobs = byIdentity((records: View['jobs']) =>
  grouped(Object.values(records).sort((a, b) => ((a.createdAt ?? '') < (b.createdAt ?? '') ? -1 : 1))),
);
const instances = byIdentity((records: View['instances']) => grouped(Object.values(records)));
const notices = byIdentity((records: View['notices']) => grouped(allNotices(records)));

const noJobs: readonly JobView[] = [];
const noInstances: readonly InstanceView[] = [];
const noNotices: readonly Notice[] = [];

/** Oldest first. */
export function jobsOf(view: View, executionId: string): readonly JobView[] {
  return jobs(view.jobs).get(executionId) ?? noJobs;
}

export function instancesOf(view: View, executionId: string): readonly InstanceView[] {
  return instances(view.instances).get(executionId) ?? noInstances;
}

/** Newest first. */
export function noticesOf(view: View, executionId: string): readonly Notice[] {
  return notices(view.notices).get(executionId) ?? noNotices;
}
