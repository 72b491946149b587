import { useCallback } from 'react';
import type { FrameworkEvaluation } from '../../../shared/domain/frameworks/evaluation';
import type { ConsoleClient } from '../../bridge/client';
import { reasonOf } from '../../store/reason-of';
import { useAsked } from '../../store/use-asked';

/** What is asked changes with people and drills, not with seconds. */
const EVERY_MS = 300_000;

export type Listed = Awaited<ReturnType<ConsoleClient['frameworks']['list']>>['items'][number];

export function useFrameworks() {
  const read = useCallback(async (client: ConsoleClient) => (await client.frameworks.list({})).items, []);
  return useAsked<readonly Listed[]>(read, EVERY_MS);
}

/** An evaluation, or why there is none. */
export type Evaluated =
  | { readonly ok: true; readonly value: FrameworkEvaluation }
  | { readonly ok: false; readonly problem: string };

/** Evaluations of these frameworks by id. One that fails hurts no other. */
export function useEvaluations(ids: readonly string[], period: string) {
  const wanted = ids.join(' ');
  const read = useCallback(
    async (client: ConsoleClient): Promise<Readonly<Record<string, Evaluated>>> => {
      const zone = hereZone();
      const asked = wanted.split(' ').filter((id) => id !== '');
      const entries = await Promise.all(
        asked.map(async (frameworkId): Promise<readonly [string, Evaluated]> => {
          try {
            return [frameworkId, { ok: true, value: await client.frameworks.evaluation({ frameworkId, period, zone }) }];
          } catch (error) {
            return [frameworkId, { ok: false, problem: reasonOf(error) }];
          }
        }),
      );
      return Object.fromEntries(entries);
    },
    [wanted, period],
  );
  return useAsked(read, EVERY_MS);
}

/** The evaluation over the period before this one; null where there is none before it. */
export function useFormer(now: FrameworkEvaluation | null) {
  const frameworkId = now?.frameworkId ?? null;
  const name = now?.period.name ?? '';
  const from = now?.period.from ?? '';
  const to = now?.period.to ?? '';
  const read = useCallback(
    async (client: ConsoleClient): Promise<FrameworkEvaluation | null> => {
      const former = formerOf(name, from, to);
      if (frameworkId === null || former === null) return null;
      return client.frameworks.evaluation({ frameworkId, zone: hereZone(), ...former });
    },
    [frameworkId, name, from, to],
  );
  return useAsked(read, EVERY_MS);
}

/** Named periods are counted again from the beginning of this one; given ones are as long as this one. */
function formerOf(name: string, from: string, to: string): { readonly period: string; readonly asOf: string } | null {
  if (name === '' || name === 'ALL') return null;
  if (name.startsWith('THIS_')) return { period: name.replace('THIS_', 'LAST_'), asOf: to };
  if (name.startsWith('LAST_')) return { period: name, asOf: from };
  const lengthMs = Date.parse(to) - Date.parse(from);
  return { period: `${new Date(Date.parse(from) - lengthMs).toISOString()}..${from}`, asOf: from };
}

function hereZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function useAttachments(frameworkId: string) {
  const read = useCallback(
    async (client: ConsoleClient) => (await client.frameworks.attachments({ frameworkId })).items,
    [frameworkId],
  );
  return useAsked(read, EVERY_MS);
}
