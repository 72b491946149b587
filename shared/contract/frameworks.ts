import { z } from 'zod';
import { Attachment } from '../domain/frameworks/attachment';
import { FrameworkEvaluation } from '../domain/frameworks/evaluation';
import { Framework } from '../domain/frameworks/framework';
import { method } from './base';

const frameworkId = z.string().min(1).max(60);
const Moment = z.iso.datetime({ offset: true });

/** Whatever is sent as a framework: its reader names the field that is wrong. Described to others as `Framework`. */
export const SentFramework = z.unknown();

/** Frameworks: what they ask, and what can be answered from here. */
export const frameworks = {
  list: method
    .route({ method: 'GET', path: '/frameworks', summary: 'Frameworks, shipped and own' })
    .input(z.object({}))
    .output(
      z.object({
        items: z.array(
          z.object({
            frameworkId: z.string(),
            name: z.string(),
            version: z.string(),
            about: z.string(),
            controls: z.number().int(),
            shipped: z.boolean(),
            /** What is wrong with its file (evidence that nobody knows); it is not evaluated then. */
            problems: z.array(z.string()),
          }),
        ),
      }),
    ),
  get: method
    .route({ method: 'GET', path: '/frameworks/{frameworkId}', summary: 'One framework with its controls' })
    .input(z.object({ frameworkId }))
    .output(Framework),
  put: method
    .route({
      method: 'PUT',
      path: '/frameworks/{frameworkId}',
      summary: 'Add or replace an own framework',
      inputStructure: 'detailed',
    })
    .input(z.object({ params: z.object({ frameworkId }), body: SentFramework }))
    .output(Framework),
  remove: method
    .route({ method: 'DELETE', path: '/frameworks/{frameworkId}', summary: 'Remove an own framework' })
    .input(z.object({ frameworkId }))
    .output(z.object({ frameworkId: z.string() })),
  evaluation: method
    .route({ method: 'GET', path: '/frameworks/{frameworkId}/evaluation', summary: 'The framework held against what happened' })
    .input(
      z.object({
        frameworkId,
        /** `LAST_MONTH`, `LAST_QUARTER`, `LAST_12_MONTHS`, … */
        period: z.string().default('LAST_12_MONTHS'),
        zone: z.string().default('UTC'),
        asOf: Moment.optional(),
      }),
    )
    .output(FrameworkEvaluation),
  evidence: method
    .route({ method: 'GET', path: '/frameworks/evidence', summary: 'Kinds of evidence: what each computes and how' })
    .input(z.object({}))
    .output(z.object({ items: z.array(z.object({ kind: z.string(), title: z.string(), how: z.string() })) })),
  attachments: method
    .route({ method: 'GET', path: '/frameworks/attachments', summary: 'Evidence that people added' })
    .input(z.object({ frameworkId: frameworkId.optional() }))
    .output(z.object({ items: z.array(Attachment) })),
  attach: method
    .route({ method: 'POST', path: '/frameworks/{frameworkId}/attachments', summary: 'Add evidence to a control by hand' })
    .input(
      z.object({
        frameworkId,
        controlId: z.string().min(1).max(60),
        /** Which of the things that must be added it is, in the control's words; left out where there is only one. */
        answers: z.string().max(500).nullable().default(null),
        statement: z.string().trim().min(1).max(4_000),
        validUntil: Moment.nullable().default(null),
        /** At most 20 MB. */
        file: z
          .object({ name: z.string().min(1).max(200), base64: z.string().max(28_000_000) })
          .nullable()
          .default(null),
      }),
    )
    .output(Attachment),
  withdraw: method
    .route({
      method: 'DELETE',
      path: '/frameworks/attachments/{attachmentId}',
      summary: 'Withdraw evidence; it stays in the record',
    })
    .input(z.object({ attachmentId: z.string().min(1).max(100) }))
    .output(Attachment),
  attachmentFile: method
    .route({ method: 'GET', path: '/frameworks/attachments/{attachmentId}/file', summary: 'The file that was attached' })
    .input(z.object({ attachmentId: z.string().min(1).max(100) }))
    .output(z.instanceof(Blob)),
  /** GDPR: the personal data that this console itself holds. */
  register: method
    .route({
      method: 'GET',
      path: '/frameworks/personal-data',
      summary: 'Personal data that this console holds: why, where, how long, how it is erased',
    })
    .input(z.object({}))
    .output(
      z.object({
        items: z.array(
          z.object({
            what: z.string(),
            whose: z.string(),
            purpose: z.string(),
            basis: z.string(),
            where: z.string(),
            retention: z.string(),
            erasure: z.string(),
            records: z.number().int().nullable(),
          }),
        ),
      }),
    ),
};
