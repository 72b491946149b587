import { actorName } from '../../shared/domain/actor-name';
import type { Incident } from '../../shared/domain/alerting/incident';
import type { Severity } from '../../shared/domain/notice';
import type { ConsoleClient } from '../bridge/client';
import { t } from '../language/language';
import { tell, useCommand } from './use-command';

/** What an operator may do with an incident. Each answers whether it was recorded; what becomes of it arrives by the live stream. */
export interface IncidentCommands {
  /** `before`: somebody else had it already, and the operator was told who. */
  acknowledge(incident: Incident, note: string): Promise<'taken' | 'before' | 'refused'>;
  giveBack(incident: Incident, reason: string): Promise<boolean>;
  note(incident: Incident, text: string): Promise<boolean>;
  /** `person` null: nobody has the role any more. */
  setRole(incident: Incident, role: string, person: string | null): Promise<boolean>;
  /** Null lets the console judge again. */
  setSeverity(incident: Incident, severity: Severity | null, why: string): Promise<boolean>;
  resolve(incident: Incident, because: string): Promise<boolean>;
  /** The others go into this one. */
  merge(incident: Incident, others: readonly Incident[]): Promise<boolean>;
  /** Answers the new incident's id; null where it was refused. */
  split(incident: Incident, alertIds: readonly string[]): Promise<string | null>;
}

export function useIncidentCommands(): IncidentCommands {
  const command = useCommand();
  const done = async (what: string, call: (client: ConsoleClient) => Promise<unknown>) => (await command(what, call)).ok;
  return {
    acknowledge: async ({ incidentId, number }, note) => {
      const answer = await command(t('incidents.doAcknowledge', { number }), async ({ incidents, tokens }) => ({
        taken: await incidents.acknowledge({ incidentId, ...(note === '' ? {} : { note }) }),
        own: (await tokens.own({})).actor,
      }));
      if (!answer.ok) return 'refused';
      const { taken, own } = answer.value;
      // Two at once: the first one has it, and the second is told who that is.
      if (taken.acknowledgedBy === null || taken.acknowledgedBy === own) return 'taken';
      tell(t('incidents.takenBefore', { number, who: actorName(taken.acknowledgedBy) }));
      return 'before';
    },
    giveBack: ({ incidentId, number }, reason) =>
      done(t('incidents.doGiveBack', { number }), ({ incidents }) =>
        incidents.unacknowledge({ incidentId, ...(reason === '' ? {} : { reason }) }),
      ),
    note: ({ incidentId, number }, text) =>
      done(t('incidents.doNote', { number }), ({ incidents }) => incidents.note({ incidentId, text })),
    setRole: ({ incidentId, number }, role, person) =>
      done(t('incidents.doRole', { number }), ({ incidents }) => incidents.role({ incidentId, role, person })),
    setSeverity: ({ incidentId, number }, severity, why) =>
      done(t('incidents.doSeverity', { number }), ({ incidents }) =>
        incidents.severity({ incidentId, severity, ...(why === '' ? {} : { note: why }) }),
      ),
    resolve: ({ incidentId, number }, because) =>
      done(t('incidents.doResolve', { number }), ({ incidents }) => incidents.resolve({ incidentId, because })),
    merge: async ({ incidentId, number }, others) => {
      const isDone = await done(t('incidents.doMerge', { number }), ({ incidents }) =>
        incidents.merge({ incidentId, incidentIds: others.map((one) => one.incidentId) }),
      );
      if (isDone) tell(t('incidents.merged', { count: others.length, number }));
      return isDone;
    },
    split: async ({ incidentId, number }, alertIds) => {
      const answer = await command(t('incidents.doSplit', { number }), ({ incidents }) =>
        incidents.split({ incidentId, alertIds: [...alertIds] }),
      );
      if (!answer.ok) return null;
      tell(t('incidents.splitOff', { number: answer.value.number }));
      return answer.value.incidentId;
    },
  };
}
