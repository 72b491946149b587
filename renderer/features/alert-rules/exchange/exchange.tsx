import type { ReactNode } from 'react';
import type { AlertConfiguration } from '../../../../shared/domain/alerting/rules/configuration';
import { t } from '../../../language/language';
import { tell } from '../../../store/use-command';
import type { DocumentStore } from '../../../store/use-document';
import { ExchangeDialog } from '../../../ui/editing/exchange-dialog';
import type { Rules } from '../rules-document';
import { mergeRules } from './merge-rules';

interface ExchangeProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly store: DocumentStore<Rules>;
  readonly selected: AlertConfiguration | null;
  readonly readOnly: boolean;
}

/** Rules as files, exactly as they are written. */
export function Exchange({ opened, onClose, store, selected, readOnly }: ExchangeProps): ReactNode {
  const take = async (text: string): Promise<string | null> => {
    const base = await store.again();
    if (base === null) return t('notificationSettings.theConsoleIsNotConnectedTry');
    const merged = mergeRules(base.value, text);
    if (!merged.ok) return merged.error;
    const why = await store.save(base, merged.value.rules);
    if (why !== null) return why.conflict ? t('alerting.somebodySavedMeanwhile') : why.message;
    tell(t('alertRules.imported', { count: merged.value.count }));
    return null;
  };
  return (
    <ExchangeDialog
      opened={opened}
      onClose={onClose}
      whole={{ file: 'alert-rules.json', value: { Rules: store.held?.value ?? [] } }}
      one={selected === null ? null : { file: `${selected.AlertId}.json`, name: selected.Name, value: selected }}
      description={t('alertRules.importText')}
      readOnly={readOnly}
      onTake={take}
    />
  );
}
