import { type Fault, narrow, readable } from '../../../shared/domain/alerting/quiet/check-matchers';
import { shippedInhibitions } from '../../../shared/domain/alerting/quiet/shipped-inhibitions';
import { type AlertingSettings, Inhibition, MaintenanceWindow } from '../../../shared/domain/alerting/settings';
import { t } from '../../language/language';
import { draftsPlace } from '../../store/drafts';
import { freeId, type Items } from '../../store/items';
import { type Problems, problemsBy } from '../../store/refusal';
import type { DocumentWay } from '../../store/use-document';

/** How alerts are put together, kept quiet and weighed: one document. */
export const alertingDocument: DocumentWay<AlertingSettings> = {
  read: async (client) => {
    const { headers, body } = await client.alerting.settings.get({});
    return { etag: headers.etag, value: body };
  },
  write: async (client, etag, value) => {
    const { headers, body } = await client.alerting.settings.put({ headers: { 'if-match': etag }, body: value });
    return { etag: headers.etag, value: body };
  },
};

export const windowItems: Items<AlertingSettings, MaintenanceWindow> = {
  list: ({ windows }) => windows,
  withList: (settings, windows) => ({ ...settings, windows: [...windows] }),
  idOf: ({ id }) => id,
  named: (window, taken) => ({ ...window, id: freeId(window.id, taken) }),
  nameOf: ({ name }) => name,
  problemsOf: (window) => ({
    ...problemsBy(MaintenanceWindow, window),
    ...faultsOf(narrow(window.matchers, 'matchers').map(inWords)),
  }),
  fieldOf: (index) => `windows[${index}]`,
};

/** Those of the operator, or as the program ships them; changing one makes all of them the operator's. */
export const inhibitionItems: Items<AlertingSettings, Inhibition> = {
  list: ({ inhibitions }) => inhibitions ?? shippedInhibitions,
  withList: (settings, inhibitions) => ({ ...settings, inhibitions: [...inhibitions] }),
  idOf: ({ id }) => id,
  named: (inhibition, taken) => ({ ...inhibition, id: freeId(inhibition.id, taken) }),
  nameOf: ({ name }) => name,
  problemsOf: (inhibition) => ({
    ...problemsBy(Inhibition, inhibition),
    ...faultsOf(readable(inhibition.source, 'source')),
    ...faultsOf(readable(inhibition.target, 'target')),
  }),
  fieldOf: (index) => `inhibitions[${index}]`,
};

/** All that is set once for everything. */
export type Monitoring = Pick<AlertingSettings, 'grouping' | 'flapping' | 'severity' | 'answerFrom' | 'correlateMinutes'>;

export const MONITORING_ID = 'monitoring';

/** One item: windows and inhibitions have editors of their own, and are left as they are. */
export const monitoringItems: Items<AlertingSettings, Monitoring> = {
  list: ({ grouping, flapping, severity, answerFrom, correlateMinutes }) => [
    { grouping, flapping, severity, answerFrom, correlateMinutes },
  ],
  withList: (settings, [monitoring]) => ({ ...settings, ...monitoring }),
  idOf: () => MONITORING_ID,
  named: (monitoring) => monitoring,
  nameOf: () => '',
  problemsOf: ({ grouping, severity }) => ({
    ...faultsOf(grouping.rules.flatMap(({ matchers }, index) => readable(matchers, `grouping.rules[${index}].matchers`))),
    ...faultsOf(
      severity.rules.flatMap(({ matchers }, index) => narrow(matchers, `severity.rules[${index}].matchers`).map(inWords)),
    ),
  }),
  // Its fields stand at the top of the document.
  fieldOf: () => '',
};

export const windowDrafts = draftsPlace<MaintenanceWindow>();
export const inhibitionDrafts = draftsPlace<Inhibition>();
export const monitoringDrafts = draftsPlace<Monitoring>();

/** That a list means every alert, in the language of the screen; what cannot be read is said by whoever reads it. */
function inWords(fault: Fault): Fault {
  return fault.field.endsWith('matchers') ? { ...fault, message: t('quiet.notEveryAlert') } : fault;
}

function faultsOf(faults: readonly { readonly field: string; readonly message: string }[]): Problems {
  return Object.fromEntries(faults.map(({ field, message }) => [field, message]));
}
