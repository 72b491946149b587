import { z } from 'zod';
import { Objectives } from './objectives';
import { PickedNames } from './setup/picked-names';

/**
 * One entry per capability an organisation may switch on step by step. To add one: a line here and a question to `isOn` where it starts.
 */
export const featureList = {
  'native-alerts': {
    title: 'Native alerts',
    text: 'Show alerts of the operating system for failures, pauses and completions.',
    default: true,
  },
  'queue-messages': {
    title: 'Messages through the queue',
    text: 'Receive SNS and EventBridge messages through this console’s own SQS queue.',
    default: true,
  },
  'execution-actions': {
    title: 'Actions on executions',
    text: 'Offer resume, cancel, terminate and stop. Off, the console only observes; rehearsals begin with it on.',
    default: false,
  },
  'cloudwatch-metrics': {
    title: 'CloudWatch metrics',
    text: 'Collect lag, runs, deliveries and errors for charts and rules; AWS charges about a cent per thousand.',
    default: true,
  },
  'log-analysis': {
    title: 'Error lines of the orchestrator',
    text: 'Read new error lines of its functions from CloudWatch Logs and count what they have in common. A few calls a minute.',
    default: false,
  },
  'own-metrics': {
    title: 'Metrics of its own in CloudWatch',
    text: 'Publish executions, launches, lag and silence of sources once a minute; about four dollars a month for each account.',
    default: false,
  },
  'keep-awake': { title: 'Keep awake', text: 'No sleep of the computer while an execution runs.', default: true },
} as const satisfies Record<string, { title: string; text: string; default: boolean }>;
export type FeatureName = keyof typeof featureList;

/** The settings file, `settings.json`, version 1. Every field has a default, so an older file gains new fields by being read. */
export const Settings = z.object({
  version: z.literal(1).default(1),
  features: z
    .object({
      'native-alerts': z.boolean().default(featureList['native-alerts'].default),
      'queue-messages': z.boolean().default(featureList['queue-messages'].default),
      'execution-actions': z.boolean().default(featureList['execution-actions'].default),
      'cloudwatch-metrics': z.boolean().default(featureList['cloudwatch-metrics'].default),
      'log-analysis': z.boolean().default(featureList['log-analysis'].default),
      'own-metrics': z.boolean().default(featureList['own-metrics'].default),
      'keep-awake': z.boolean().default(featureList['keep-awake'].default),
    })
    .prefault({}),
  alerts: z
    .object({
      sound: z.boolean().default(true),
      /** While on, only CRITICAL alerts are shown natively; everything stays in the console. */
      doNotDisturb: z.boolean().default(false),
    })
    .prefault({}),
  desktop: z
    .object({
      startAtLogin: z.boolean().default(false),
      /** Set once the operator has been told that closing the window leaves the console watching. */
      trayExplained: z.boolean().default(false),
    })
    .prefault({}),
  contexts: z
    .array(
      z.object({
        contextId: z.string(),
        name: z.string().optional(),
        colour: z.string().optional(),
        environment: z.enum(['production', 'test']).optional(),
        /** True: watched beside those of the command line. False: not watched, though it would be by default. */
        watched: z.boolean().optional(),
        /** Names picked by hand while the account was set up. */
        platform: PickedNames.optional(),
      }),
    )
    .default([]),
  theme: z.enum(['dark', 'light', 'system']).default('dark'),
  /** Of the interface; messages to people have languages of their own. */
  language: z.enum(['en', 'de']).default('en'),
  /** What was promised for each recovery plan. */
  objectives: Objectives.prefault({}),
  /** For how many days metrics are kept as they were measured, by the minute and by the hour. */
  metrics: z
    .object({
      rawDays: z.number().int().min(1).max(90).default(14),
      minuteDays: z.number().int().min(1).max(400).default(90),
      hourDays: z.number().int().min(1).max(4_000).default(1_100),
    })
    .prefault({}),
  /** What an hour of a running drill instance costs, where the operator said so; nothing is guessed. */
  instanceHour: z
    .object({ price: z.number().min(0).max(1_000).nullable().default(null), currency: z.string().max(8).default('USD') })
    .prefault({}),
});
export type Settings = z.infer<typeof Settings>;
