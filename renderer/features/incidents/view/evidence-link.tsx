import type { ReactNode } from 'react';
import type { Evidence, Incident } from '../../../../shared/domain/alerting/incident';
import { t } from '../../../language/language';
import { useGo, useView } from '../../../store/page';
import type { Route } from '../../../store/route';
import classes from './incident.module.css';
import { showAlert } from './show-alert';

type Ref = NonNullable<Evidence['ref']>;

/** Leads to where the evidence can be seen; nothing where the text is all there is. */
export function EvidenceLink({ evidence, incident }: { evidence: Evidence; incident: Incident }): ReactNode {
  const go = useGo();
  const ofJob = useView(
    (view) => (evidence.ref?.kind === 'job' ? (view.jobs[evidence.ref.id]?.executionId ?? null) : null),
    null,
  );
  const { ref } = evidence;
  if (ref === null) return null;
  if (ref.kind === 'alert') return <Seen kind="alert" see={() => showAlert(ref.id)} />;
  const route = placeOf({ ...ref, kind: ref.kind }, ofJob ?? incident.executionId);
  return route === null ? null : <Seen kind={ref.kind} see={() => go(route)} />;
}

function Seen({ kind, see }: { kind: Ref['kind']; see: () => void }): ReactNode {
  return (
    <button type="button" className={classes.link} onClick={see}>
      {t(`incidents.see:${kind}`)}
    </button>
  );
}

/** `executionId`: of what the evidence belongs to, where it belongs to one. Null: no screen shows it. */
function placeOf(
  ref: { readonly kind: Exclude<Ref['kind'], 'alert'>; readonly id: string },
  executionId: string | null,
): Route | null {
  switch (ref.kind) {
    case 'incident':
      return { screen: 'incident', incidentId: ref.id };
    case 'execution':
      return { screen: 'live', executionId: ref.id };
    case 'job':
      return executionId === null ? null : { screen: 'live', executionId, tab: 'jobs' };
    case 'event':
      return executionId === null ? null : { screen: 'live', executionId };
    case 'server':
      return { screen: 'servers', serverId: ref.id };
    case 'source':
      return { screen: 'sources' };
    case 'quota':
      return { screen: 'capacity', tab: 'limits' };
    case 'log':
      return { screen: 'logs', tab: 'errors' };
  }
}
