import { z } from 'zod';
import { AuditEntry } from '../domain/audit/audit-entry';
import { AuditSettings } from '../domain/audit/audit-settings';
import { AuditStatus } from '../domain/audit/status';
import { Instant } from '../domain/primitives';
import { ListInput, method, page } from './base';

const Moment = z.iso.datetime({ offset: true });
const seq = z.coerce.number().int().min(0);
const Conditions = z.looseObject({ 'if-match': z.string().optional() }).default({});
const wholeSettings = z.object({ headers: z.object({ etag: z.string() }), body: AuditSettings });
/** Whatever is sent as settings: its reader names what is wrong by its place in them. Described to others as `AuditSettings`. */
export const SentAuditSettings = z.unknown();

/** What entries are looked for. All that is given must hold. */
export const AuditFilter = z.object({
  /** Words anywhere in the entry; `"in this order"`, `begin*`, `-without`. */
  text: z.string().max(500).optional(),
  /** A kind, or with a dot at its end all that begin so; several parted by commas. */
  kind: z.string().max(1_000).optional(),
  actor: z.string().max(200).optional(),
  session: z.string().max(100).optional(),
  context: z.string().max(200).optional(),
  execution: z.string().max(200).optional(),
  server: z.string().max(200).optional(),
  incident: z.string().max(200).optional(),
  from: Moment.optional(),
  to: Moment.optional(),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

export const AuditFound = AuditEntry.extend({
  /** Base64; what the tree was built of. */
  leafHash: z.string(),
  /** Text went under a policy: `data` is empty. */
  removed: z.boolean(),
  /** Whether the newest signed checkpoint covers it. */
  signed: z.boolean(),
  /** Values that the entry seals and that are still kept outside it, by their place in it (RFC 6901); what was erased is missing. */
  disclosed: z.array(z.object({ pointer: z.string(), value: z.unknown() })),
});
export type AuditFound = z.infer<typeof AuditFound>;

export const AuditFacets = z.object({
  /** Entries that fit, or at least so many. */
  total: z.number().int(),
  isExact: z.boolean(),
  kinds: z.array(z.object({ value: z.string(), count: z.number().int() })),
  actors: z.array(z.object({ value: z.string(), count: z.number().int() })),
  contexts: z.array(z.object({ value: z.string(), count: z.number().int() })),
  executions: z.array(z.object({ value: z.string(), count: z.number().int() })),
  /** Entries over time, in equal steps from the first to the last that fits. */
  timeline: z.object({ from: Instant.nullable(), stepSeconds: z.number(), counts: z.array(z.number().int()) }),
  /** How long the search took, and how far the index is behind the log. */
  tookMs: z.number(),
  behind: z.number().int(),
});
export type AuditFacets = z.infer<typeof AuditFacets>;

export const InclusionProof = z.object({
  type: z.literal('inclusion'),
  index: z.number().int(),
  size: z.number().int(),
  leaf: z.string().optional(),
  leafHash: z.string().optional(),
  path: z.array(z.string()),
  checkpoint: z.string(),
});

/** The record of everything, and what proves it. */
export const audit = {
  list: method
    .route({ method: 'GET', path: '/audit', summary: 'Audit entries, newest first' })
    .input(ListInput.extend(AuditFilter.shape))
    .output(page(AuditFound)),
  facets: method
    .route({ method: 'GET', path: '/audit/facets', summary: 'How many entries fit, of which kinds, by whom, and when' })
    .input(AuditFilter)
    .output(AuditFacets),
  export: method
    .route({
      method: 'GET',
      path: '/audit/export',
      summary:
        'Entries that fit for a SIEM: JSON Lines, CSV, CEF or OCSF, each with its index and leaf hash; and proofs where asked for',
    })
    .input(
      AuditFilter.extend({
        format: z.enum(['jsonl', 'csv', 'cef', 'ocsf']),
        proofs: z.boolean().or(z.stringbool()).default(false),
      }),
    )
    .output(z.instanceof(Blob)),
  status: method
    .route({ method: 'GET', path: '/audit/status', summary: 'How the log stands: size, checkpoint, verification, witnesses' })
    .input(z.object({}))
    .output(AuditStatus),
  verify: method
    .route({ method: 'POST', path: '/audit/verification', summary: 'Verify the stored log now, from its first entry' })
    .input(z.object({}))
    .output(AuditStatus),
  checkpoint: method
    .route({ method: 'GET', path: '/audit/checkpoint', summary: 'The newest signed checkpoint' })
    .input(z.object({}))
    .output(
      z.object({
        note: z.string(),
        origin: z.string(),
        size: z.number().int(),
        /** Base64, as in the note. */
        root: z.string(),
        signedAt: Instant,
        vkey: z.string(),
      }),
    ),
  proof: method
    .route({ method: 'GET', path: '/audit/{seq}/proof', summary: 'That an entry is in the log of the newest checkpoint' })
    .input(z.object({ seq }))
    .output(InclusionProof),
  consistency: method
    .route({ method: 'GET', path: '/audit/consistency', summary: 'That the newest checkpoint extends an older size' })
    .input(z.object({ from: z.coerce.number().int().min(1) }))
    .output(z.object({ from: z.number().int(), to: z.string(), path: z.array(z.string()) })),
  /** Another console asks this one to cosign the head of its log. */
  witness: method
    .route({
      method: 'POST',
      path: '/audit/witness',
      summary: 'Cosign the checkpoint of another console’s log, if it extends the last one seen',
    })
    .input(
      z.object({
        note: z.string().max(20_000),
        /** The log's key as the asking side states it; pinned at the first time. */
        vkey: z.string().max(500),
        /** From the size that this console saw last; empty at the first time. */
        from: z.number().int().min(0),
        path: z.array(z.string().max(44)).max(64),
      }),
    )
    .output(
      z.object({
        outcome: z.enum(['signed', 'refused']),
        knownSize: z.number().int(),
        cosignature: z.string().nullable(),
        reason: z.string().nullable(),
      }),
    ),
  rotateKey: method
    .route({ method: 'POST', path: '/audit/key', summary: 'Begin a new signing key; the change is signed by both' })
    .input(z.object({ reason: z.string().trim().max(500).nullable().default(null) }))
    .output(AuditStatus),
  remove: method
    .route({ method: 'POST', path: '/audit/retention', summary: 'What retention would remove now; with `approve`, remove it' })
    .input(
      z.object({
        policyId: z.string(),
        approve: z.boolean().default(false),
        reason: z.string().max(500).nullable().default(null),
      }),
    )
    .output(
      z.object({
        entries: z.number().int(),
        held: z.number().int(),
        ranges: z.array(z.tuple([z.number().int(), z.number().int()])),
        done: z.boolean(),
      }),
    ),
  erase: method
    .route({
      method: 'POST',
      path: '/audit/erasure',
      summary: 'Destroy a person’s sealed values in the log; the tree stays as it is',
    })
    .input(
      z.object({
        value: z.string().trim().min(3).max(500),
        reason: z.string().trim().min(1).max(500),
        approve: z.boolean().default(false),
      }),
    )
    .output(z.object({ values: z.number().int(), entries: z.number().int(), done: z.boolean() })),
  settings: {
    get: method
      .route({
        method: 'GET',
        path: '/audit/settings',
        summary: 'Witnesses, retention, legal holds, saved searches',
        outputStructure: 'detailed',
      })
      .input(z.object({}))
      .output(wholeSettings),
    put: method
      .route({
        method: 'PUT',
        path: '/audit/settings',
        summary: 'Replace them as a whole',
        inputStructure: 'detailed',
        outputStructure: 'detailed',
      })
      .input(z.object({ headers: Conditions, body: SentAuditSettings }))
      .output(wholeSettings),
  },
};
