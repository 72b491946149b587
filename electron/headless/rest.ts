import type { IncomingMessage, ServerResponse } from 'node:http';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { BodyLimitPlugin } from '@orpc/server/node';
import type { Engine } from '../engine/engine-api';
import { createRouter } from '../engine/handlers/router';
import type { Actor } from '../engine/ports';
import { apiErrorOf, withOurErrors } from '../host/api-errors';
import { answerError, answerJson } from './answer';
import { describeApi, isRest } from './openapi';

/** The largest body anybody has reason to send. */
export const MAX_BODY_BYTES = 4 * 1024 * 1024;

export interface Rest {
  /** Answers a request under `/api` for an actor who is known. */
  handle(request: IncomingMessage, response: ServerResponse, actor: Actor): Promise<void>;
}

/** The contract as REST, with errors in the flat form. */
export function createRest(engine: Engine, version: string): Rest {
  const { log } = engine.ports;
  const handler = new OpenAPIHandler(createRouter(engine), {
    filter: isRest,
    plugins: [new BodyLimitPlugin({ maxBodySize: MAX_BODY_BYTES })],
    customErrorResponseBodyEncoder: apiErrorOf,
    clientInterceptors: [({ path, next }) => withOurErrors(path, log, next)],
    rootInterceptors: [(options) => options.next({ ...options, request: withContextOfQuery(options.request) })],
  });
  let description: ReturnType<typeof describeApi> | null = null;

  return {
    async handle(request, response, actor) {
      response.setHeader('cache-control', 'no-store');
      if (request.method === 'GET' && request.url?.split('?')[0] === '/api/openapi.json') {
        description ??= describeApi(version);
        return answerJson(response, 200, await description);
      }
      const { matched } = await handler.handle(request, response, { prefix: '/api', context: { actor } });
      if (!matched)
        answerError(response, 404, {
          code: 'route.unknown',
          message: `There is no ${request.method} ${request.url?.split('?')[0]}.`,
        });
    },
  };
}

interface QueryAndBody {
  readonly method: string;
  readonly url: URL;
  body(): Promise<unknown>;
}

/**
 * A call without a body is one with an empty body. `?context=` may accompany any call; where a call has a body, it is handed on
 * inside it.
 */
function withContextOfQuery<R extends QueryAndBody>(request: R): R {
  if (request.method === 'GET') return request;
  const context = request.url.searchParams.get('context');
  const added = context === null ? {} : { context };
  const merged = async () => {
    const body = await request.body();
    if (body === undefined || body === null || body === '') return added;
    return typeof body === 'object' && !Array.isArray(body) ? { ...added, ...body } : body;
  };
  return { ...request, body: merged };
}
