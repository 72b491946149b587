import type { AlertConfiguration } from '../../shared/domain/alerting/rules/configuration';
import { draftsPlace } from './drafts';

/** Alert rules that are not saved yet: begun in their workbench, or drafted from what was found. */
export const ruleDrafts = draftsPlace<AlertConfiguration>();
