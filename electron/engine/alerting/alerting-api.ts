import type { AlertBook } from '../../../shared/domain/alerting/book';
import type { AlertTables } from './alert-tables';
import type { AlertingSettingsStore } from './alerting-settings';

/** Alerts and incidents as handlers see them: `engine.inside.alerting`. Whoever changes one commits its events; the book follows. */
export interface Alerting {
  readonly book: AlertBook;
  readonly tables: Omit<AlertTables, 'apply'>;
  readonly settings: AlertingSettingsStore;
}
