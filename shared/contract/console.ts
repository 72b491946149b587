import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import { SourceHealth } from '../domain/health';
import { Instant } from '../domain/primitives';
import { Settings } from '../domain/settings';
import { EngineView } from '../domain/view';
import { ListInput, method, page } from './base';
import type { StreamItem } from './stream';

export const Component = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(['live', 'stale', 'failing', 'not-permitted', 'starting', 'off']),
  lastSuccessAt: Instant.nullable(),
  latencyMs: z.number().nullable(),
  /** Attempts of the last 15 minutes, and the share of them that failed; null where nothing is attempted. */
  attempts: z.number().int().nullable(),
  errorRate: z.number().nullable(),
  missingPermission: z.object({ action: z.string(), resource: z.string().nullable() }).nullable(),
  message: z.string().nullable(),
  next: z.string().nullable(),
});
export type Component = z.infer<typeof Component>;

export const health = {
  get: method
    .route({
      method: 'GET',
      path: '/health',
      summary: 'Every component with its state, last success, latency and missing permission',
    })
    .input(z.object({}))
    .output(
      z.object({
        status: z.enum(['ok', 'degraded']),
        engine: EngineView,
        components: z.array(Component),
        sources: z.array(SourceHealth),
      }),
    ),
};

export const settings = {
  get: method
    .route({ method: 'GET', path: '/settings', summary: 'The console’s settings and feature switches' })
    .input(z.object({}))
    .output(Settings),
  put: method.route({ method: 'PUT', path: '/settings', summary: 'Replace the settings' }).input(Settings).output(Settings),
};

export const TokenInfo = z.object({
  tokenId: z.string(),
  name: z.string(),
  role: z.enum(['view', 'act', 'admin']),
  madeAt: Instant,
  lastUsedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
});
export type TokenInfo = z.infer<typeof TokenInfo>;

export const tokens = {
  own: method
    .route({ method: 'GET', path: '/tokens/own', summary: 'Who asks, and what that role may: view, act or admin' })
    .input(z.object({}))
    .output(z.object({ actor: z.string(), role: TokenInfo.shape.role })),
  list: method
    .route({ method: 'GET', path: '/tokens', summary: 'Access tokens of this console, without their values' })
    .input(ListInput)
    .output(page(TokenInfo)),
  make: method
    .route({ method: 'POST', path: '/tokens', summary: 'Make a token; its value is told once' })
    .input(z.object({ name: z.string().min(1).max(60), role: z.enum(['view', 'act', 'admin']) }))
    .output(TokenInfo.extend({ token: z.string() })),
  revoke: method
    .route({ method: 'DELETE', path: '/tokens/{tokenId}', summary: 'Revoke a token' })
    .input(z.object({ tokenId: z.string() }))
    .output(TokenInfo),
};

export const rehearsal = {
  restart: method
    .route({ method: 'POST', path: '/rehearsal/restart', summary: 'Play the rehearsal again from its start' })
    .input(z.object({}))
    .output(EngineView),
  control: method
    .route({ method: 'POST', path: '/rehearsal/control', summary: 'Pause, resume or change the speed of the rehearsal' })
    .input(z.object({ paused: z.boolean().optional(), speed: z.number().min(1).max(600).optional() }))
    .output(EngineView),
};

export const live = {
  /** Over MessagePort and WebSocket only. With `session` and `after` of the last item held, deltas go on; after a gap, a snapshot. */
  subscribe: method
    .input(z.object({ session: z.string().optional(), after: z.number().int().optional() }))
    .output(eventIterator(type<StreamItem>())),
};
