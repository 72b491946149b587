import { z } from 'zod';
import { AlarmHistoryItem, AlarmPreset, AlarmPresetId, AlarmView } from '../domain/capacity/alarms';
import { ContextId } from '../domain/primitives';
import { Accepted, ListInput, method, page } from './base';

/** The account and region; those of the context itself unless another account is named, reached through its roles. */
const where = z.object({ context: ContextId.optional(), account: z.string().optional(), region: z.string().optional() });
const list = ListInput.extend(where.shape);
const named = where.extend({ name: z.string().min(1).max(255) });

/** CloudWatch alarms. Read from AWS when asked for; changed only by whoever administers this console. */
export const alarms = {
  list: method
    .route({ method: 'GET', path: '/alarms', summary: 'CloudWatch alarms, those that can never go off marked' })
    .input(list)
    .output(page(AlarmView)),
  history: method
    .route({ method: 'GET', path: '/alarms/history', summary: 'What happened to alarms, newest first' })
    .input(list.extend({ name: z.string().optional() }))
    .output(page(AlarmHistoryItem)),
  presets: method
    .route({ method: 'GET', path: '/alarms/presets', summary: 'Alarms the console can make' })
    .input(ListInput)
    .output(page(AlarmPreset)),
  create: method
    .route({ method: 'POST', path: '/alarms', summary: 'Make the alarm of a preset, or bring it up to date' })
    .input(where.extend({ preset: AlarmPresetId, threshold: z.number().positive().optional() }))
    .output(AlarmView),
  enable: method
    .route({ method: 'POST', path: '/alarms/{name}/enable', summary: 'Carry out the actions of an alarm again' })
    .input(named)
    .output(AlarmView),
  disable: method
    .route({ method: 'POST', path: '/alarms/{name}/disable', summary: 'Carry out no actions of an alarm' })
    .input(named)
    .output(AlarmView),
  remove: method
    .route({ method: 'DELETE', path: '/alarms/{name}', summary: 'Remove an alarm this console made' })
    .input(named)
    .output(Accepted),
};
