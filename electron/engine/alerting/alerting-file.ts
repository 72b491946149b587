import { z } from 'zod';
import { AlertingSettings } from '../../../shared/domain/alerting/settings';

/** `alerting.json`: how alerts are put together, kept quiet and weighed. `revision` counts changes and is the validator of all of it. */
export const AlertingFile = z.object({ revision: z.number().int().min(0).default(0), settings: AlertingSettings.prefault({}) });
export type AlertingFile = z.infer<typeof AlertingFile>;

export const emptyAlertingFile: AlertingFile = AlertingFile.parse({});
