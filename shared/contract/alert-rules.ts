import { z } from 'zod';
import { Backtest, LibraryRule, RuleFinding, RuleStanding, StoredRule } from '../domain/alerting/rules/report';
import { Instant } from '../domain/primitives';
import { method } from './base';

const Conditions = z.looseObject({ 'if-match': z.string().optional(), 'if-none-match': z.string().optional() }).default({});
const Tagged = z.object({ etag: z.string() });
const ofRule = z.object({ alertId: z.string() });
const one = z.object({ headers: Tagged, body: StoredRule });
const all = z.object({
  headers: Tagged,
  body: z.object({
    items: z.array(StoredRule),
    nextToken: z.null(),
    /** What their authors should know: rules that can never fire, that always fire. `field` as `Rules[2].Conditions.Threshold`. */
    warnings: z.array(RuleFinding),
  }),
});
const moment = Instant.or(z.iso.datetime({ offset: true }));

/** Whatever is sent as a rule: its reader names what is wrong by its place in it. Described to others as `AlertConfiguration`. */
export const SentRule = z.unknown();
/** `{"Rules":[…]}`, `{"items":[…]}`, or the list alone. */
export const SentRules = z.unknown();

/** Alert rules, exactly as they are written; each travels with its validator, and so does the list. */
export const alertRules = {
  list: method
    .route({
      method: 'GET',
      path: '/alerts/rules',
      outputStructure: 'detailed',
      summary: 'Every alert rule as it was written; ETag for the next PUT of all',
    })
    .input(z.object({}))
    .output(all),
  replace: method
    .route({
      method: 'PUT',
      path: '/alerts/rules',
      inputStructure: 'detailed',
      outputStructure: 'detailed',
      summary: 'Replace every alert rule; If-Match with the ETag they were read with',
    })
    .input(z.object({ headers: Conditions, body: SentRules }))
    .output(all),
  library: method
    .route({ method: 'GET', path: '/alerts/rules/library', summary: 'Ready rules, each with why its threshold is what it is' })
    .input(z.object({}))
    .output(z.object({ items: z.array(LibraryRule), nextToken: z.null() })),
  states: method
    .route({ method: 'GET', path: '/alerts/rules/states', summary: 'How each rule stands now' })
    .input(z.object({}))
    .output(z.object({ items: z.array(RuleStanding), nextToken: z.null() })),
  check: method
    .route({
      method: 'POST',
      path: '/alerts/rules/check',
      summary: 'What is wrong with a rule, and whether it can never or would always fire',
    })
    .input(z.object({ rule: SentRule }))
    .output(z.object({ valid: z.boolean(), items: z.array(RuleFinding) })),
  backtestDraft: method
    .route({
      method: 'POST',
      path: '/alerts/rules/backtest',
      summary: 'What a rule that is not saved would have done on what was recorded',
    })
    .input(z.object({ rule: SentRule, from: moment, to: moment }))
    .output(Backtest),
  get: method
    .route({
      method: 'GET',
      path: '/alerts/rules/{alertId}',
      outputStructure: 'detailed',
      summary: 'One rule; ETag for its next PUT',
    })
    .input(ofRule)
    .output(one),
  put: method
    .route({
      method: 'PUT',
      path: '/alerts/rules/{alertId}',
      inputStructure: 'detailed',
      outputStructure: 'detailed',
      summary: 'Save a rule: If-Match with the ETag it was read with, or If-None-Match: * for a new one',
    })
    .input(z.object({ params: ofRule, headers: Conditions, body: SentRule }))
    .output(one),
  remove: method
    .route({
      method: 'DELETE',
      path: '/alerts/rules/{alertId}',
      inputStructure: 'detailed',
      summary: 'Delete a rule; its alerts end',
    })
    .input(z.object({ params: ofRule, headers: Conditions }))
    .output(ofRule),
  backtest: method
    .route({
      method: 'POST',
      path: '/alerts/rules/{alertId}/backtest',
      summary: 'What a rule would have done between two instants on what was recorded: when, how often, how long',
    })
    .input(z.object({ alertId: z.string(), from: moment, to: moment }))
    .output(Backtest),
};
