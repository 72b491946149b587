import type { Engine } from '../engine-api';
import type { Implementer } from './implementer';
import { notFound } from './problems';

/** What is foreseen of executions: read by everybody. */
export function forecastHandlers(os: Implementer, engine: Engine) {
  const { forecasts } = os;
  const { prediction } = engine.inside;
  return {
    get: forecasts.get.handler(({ input: { executionId, context } }) => {
      const forecast = prediction.of(executionId);
      if (forecast === null || (context !== undefined && forecast.contextId !== context))
        throw notFound('execution', executionId);
      return forecast;
    }),
    record: forecasts.record.handler(() => {
      const { byMoment, ...tally } = prediction.record();
      return { ...tally, byMoment: [...byMoment] };
    }),
  };
}
