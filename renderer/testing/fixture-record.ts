import { instantOf } from '../../shared/domain/primitives';
import type { ConsoleClient } from '../bridge/client';

const unavailable = async () => Promise.reject(new Error('This fixture does not answer that.'));
const none = async () => ({ items: [] });

const status: Awaited<ReturnType<ConsoleClient['audit']['status']>> = {
  origin: 'dr.example.com/tocsin/3f9c2a61',
  vkey: null,
  size: 0,
  checkpoint: null,
  verification: { state: 'not-yet', through: 0, at: null, firstWrongSeq: null, reason: null },
  witnesses: [],
  troubles: [],
};

/** An audit log, reports and frameworks of which there are none yet. */
export const fixtureRecord: Pick<ConsoleClient, 'audit' | 'reports' | 'frameworks'> = {
  audit: {
    list: async () => ({ items: [], nextToken: null }),
    facets: async () => ({
      total: 0,
      isExact: true,
      kinds: [],
      actors: [],
      contexts: [],
      executions: [],
      timeline: { from: instantOf(0), stepSeconds: 60, counts: [] },
      tookMs: 1,
      behind: 0,
    }),
    export: unavailable,
    status: async () => status,
    verify: async () => status,
    checkpoint: unavailable,
    proof: unavailable,
    consistency: unavailable,
    witness: unavailable,
    rotateKey: unavailable,
    remove: unavailable,
    erase: unavailable,
    settings: { get: unavailable, put: unavailable },
  },
  reports: {
    definitions: { get: unavailable, put: unavailable },
    list: none,
    get: unavailable,
    put: unavailable,
    remove: unavailable,
    check: unavailable,
    preview: unavailable,
    run: unavailable,
    runs: async () => ({ items: [], nextToken: null }),
    getRun: unavailable,
    file: unavailable,
    signature: unavailable,
    redeliver: unavailable,
    catalogue: async () => ({ kinds: [], periods: [], ready: [] }),
  },
  frameworks: {
    list: none,
    get: unavailable,
    put: unavailable,
    remove: unavailable,
    evaluation: unavailable,
    evidence: none,
    attachments: none,
    attachmentFile: unavailable,
    attach: unavailable,
    withdraw: unavailable,
    register: none,
  },
};
