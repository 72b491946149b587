import type { ContextId, PlanId } from '../../../shared/domain/primitives';
import type { Engine } from '../engine-api';
import { refusalOf } from '../messaging/refusals';
import { dashboardName, dashboardPrefix } from '../telemetry/dashboards/dashboard-body';
import {
  type KnownPlan,
  listDashboards,
  previewDashboard,
  putDashboard,
  removeDashboard,
} from '../telemetry/dashboards/dashboards';
import { askAws, awsAsked, contextAsked } from './aws-calls';
import { done, runCommand } from './commands';
import type { Implementer } from './implementer';
import { pageOf } from './paging';
import { conflict, impossible, notFound } from './problems';

/** CloudWatch dashboards of recovery plans. Read when asked for; only those that consoles made are ever changed. */
export function dashboardHandlers(os: Implementer, engine: Engine) {
  const { dashboards } = os;
  const planAsked = (contextId: ContextId, planId: PlanId): KnownPlan => {
    const plan = engine.state().plans[planId];
    if (plan === undefined || plan.contextId !== contextId) throw notFound('plan', planId);
    return plan.fact;
  };
  return {
    list: dashboards.list.handler(async ({ input }) => {
      const aws = awsAsked(engine, input.context);
      const all = await askAws(engine, aws, () => listDashboards(aws, engine.state()), refusalOf('the list of dashboards'));
      return pageOf(all, input, ({ name }) => name, 'ascending');
    }),
    preview: dashboards.preview.handler(({ input }) => {
      const contextId = contextAsked(engine, input.context);
      const plan = planAsked(contextId, input.plan);
      const aws = awsAsked(engine, contextId);
      const what = refusalOf(`dashboard ${dashboardName(plan)}`);
      return askAws(engine, aws, () => previewDashboard(aws, plan, engine.state()), what);
    }),
    put: dashboards.put.handler(({ input, context: { actor } }) => {
      const contextId = contextAsked(engine, input.context);
      const plan = planAsked(contextId, input.plan);
      const name = dashboardName(plan);
      return runCommand(engine, { command: 'dashboards.put', need: 'admin', actor, contextId, note: name }, async () => {
        const aws = awsAsked(engine, contextId);
        const nowMs = engine.ports.clock.nowMs();
        const made = await askAws(
          engine,
          aws,
          () => putDashboard(aws, plan, engine.state(), nowMs),
          refusalOf(`dashboard ${name}`),
        );
        if (made === null)
          throw conflict(
            'dashboards.not-ours',
            `There is a dashboard ${name} that no console made for this plan, so it stays as it is. Rename or remove it in CloudWatch first.`,
          );
        return done(`The dashboard ${name} is up to date.`, made);
      });
    }),
    remove: dashboards.remove.handler(({ input, context: { actor } }) => {
      const contextId = contextAsked(engine, input.context);
      return runCommand(
        engine,
        { command: 'dashboards.remove', need: 'admin', actor, contextId, note: input.name },
        async (commandId) => {
          const aws = awsAsked(engine, contextId);
          const outcome = await askAws(engine, aws, () => removeDashboard(aws, input.name), refusalOf(`dashboard ${input.name}`));
          if (outcome === 'unknown') throw notFound('dashboard', input.name);
          if (outcome === 'foreign')
            throw impossible(
              'dashboards.not-ours',
              `${input.name} was not made by a console; only dashboards that begin with ${dashboardPrefix} and bear its mark are removed here.`,
            );
          const message = `The dashboard ${input.name} was removed.`;
          return done(message, { commandId, outcome: 'accepted' as const, message });
        },
      );
    }),
  };
}
