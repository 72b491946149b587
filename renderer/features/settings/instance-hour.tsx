import type { ReactNode } from 'react';
import { Settings } from '../../../shared/domain/settings';
import { t } from '../../language/language';
import { useChangeSettings } from '../../store/use-settings';
import classes from './objectives.module.css';
import { SettledInput } from './settled-input';

/** What an hour of an instance costs; without it nothing is reckoned. */
export function InstanceHour({ settings }: { settings: Settings }): ReactNode {
  const change = useChangeSettings();
  const { instanceHour } = settings;
  const save = (next: { readonly price: number | null; readonly currency: string }, problem: string): string | null => {
    const read = Settings.shape.instanceHour.safeParse(next);
    if (!read.success) return problem;
    void change((now) => ({ ...now, instanceHour: read.data }));
    return null;
  };
  return (
    <div className={classes.hour}>
      <span>{t('objectives.instanceHour')}</span>
      <SettledInput
        label={t('objectives.price')}
        value={instanceHour.price === null ? '' : String(instanceHour.price)}
        placeholder="–"
        inputMode="decimal"
        onSettle={(typed) => {
          const text = typed.trim().replace(',', '.');
          return save({ ...instanceHour, price: text === '' ? null : Number(text) }, t('objectives.wrongPrice'));
        }}
      />
      <SettledInput
        label={t('objectives.currency')}
        value={instanceHour.currency}
        placeholder="USD"
        inputMode="text"
        onSettle={(typed) => save({ ...instanceHour, currency: typed.trim() || 'USD' }, t('objectives.wrongCurrency'))}
      />
      <span className={classes.dim}>{t('objectives.priceNote')}</span>
    </div>
  );
}
