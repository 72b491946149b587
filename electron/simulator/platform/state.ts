import { z } from 'zod';
import { WaveServer } from './executions';

export const PlanWave = z.object({
  waveNumber: z.number(),
  waveName: z.string(),
  waveDescription: z.string().default(''),
  protectionGroupId: z.string(),
  serverIds: z.array(z.string()).default([]),
  pauseBeforeWave: z.boolean().default(false),
  dependsOnWaves: z.array(z.number()).default([]),
});
export type PlanWave = z.infer<typeof PlanWave>;

const AccountContext = z.object({
  accountId: z.string(),
  assumeRoleName: z.string().nullable(),
  isCurrentAccount: z.boolean(),
  externalId: z.string().optional(),
});
export type AccountContext = z.infer<typeof AccountContext>;

/** What the platform hands to the state machine. */
export const RunInput = z.object({
  Execution: z.object({ Id: z.string() }),
  Plan: z.object({ planId: z.string(), planName: z.string(), waves: z.array(PlanWave) }),
  isDrill: z.boolean(),
  resumeFromWave: z.number().nullable(),
  pauseBeforeExecution: z.boolean(),
  accountContext: AccountContext,
});
export type RunInput = z.infer<typeof RunInput>;

/** A finished wave, with its servers: this is what makes the state of a large plan heavy (H14). */
const WaveResult = z.object({
  wave_number: z.number(),
  wave_name: z.string(),
  status: z.string(),
  job_id: z.string(),
  server_statuses: z.array(WaveServer),
});

/**
 * What the state machine carries from step to step (aws-contracts 3). The fields that an API resume leaves out are optional;
 * parsed, because after a pause it comes from whoever holds the token.
 */
export const RunState = z.object({
  plan_id: z.string(),
  plan_name: z.string().optional(),
  execution_id: z.string(),
  is_drill: z.boolean(),
  accountContext: AccountContext,
  waves: z.array(PlanWave),
  total_waves: z.number().optional(),
  current_wave_number: z.number(),
  completed_waves: z.number().optional(),
  failed_waves: z.number(),
  all_waves_completed: z.boolean(),
  wave_completed: z.boolean(),
  current_wave_update_time: z.number(),
  current_wave_total_wait_time: z.number(),
  current_wave_max_wait_time: z.number(),
  status: z.enum(['running', 'paused', 'completed', 'failed', 'timeout', 'cancelled']),
  status_reason: z.string().nullable(),
  wave_results: z.array(WaveResult),
  recovery_instance_ids: z.array(z.string()),
  recovery_instance_ips: z.array(z.string()),
  job_id: z.string().nullable(),
  region: z.string(),
  server_ids: z.array(z.string()),
  error: z.string().nullable(),
  error_code: z.string().nullable(),
  paused_before_wave: z.number().nullable(),
  pauseBeforeExecution: z.boolean(),
  start_time: z.number().optional(),
  end_time: z.number().nullable(),
  duration_seconds: z.number().nullable(),
});
export type RunState = z.infer<typeof RunState>;

/** First-run waves may take a year, waves resumed through the API half an hour. */
export const FIRST_RUN_LIMIT_SECONDS = 31_536_000;
export const RESUMED_LIMIT_SECONDS = 1_800;

export function initialState(input: RunInput, region: string, startedAtSeconds: number): RunState {
  return {
    plan_id: input.Plan.planId,
    plan_name: input.Plan.planName,
    execution_id: input.Execution.Id,
    is_drill: input.isDrill,
    accountContext: input.accountContext,
    waves: input.Plan.waves,
    total_waves: input.Plan.waves.length,
    current_wave_number: 0,
    completed_waves: 0,
    failed_waves: 0,
    all_waves_completed: false,
    wave_completed: false,
    current_wave_update_time: 30,
    current_wave_total_wait_time: 0,
    current_wave_max_wait_time: FIRST_RUN_LIMIT_SECONDS,
    status: 'running',
    status_reason: null,
    wave_results: [],
    recovery_instance_ids: [],
    recovery_instance_ips: [],
    job_id: null,
    region,
    server_ids: [],
    error: null,
    error_code: null,
    paused_before_wave: null,
    pauseBeforeExecution: input.pauseBeforeExecution,
    start_time: startedAtSeconds,
    end_time: null,
    duration_seconds: null,
  };
}

/** The state the API rebuilds for a resume: it lacks plan name, wave counts and start time, so the last mail does too. */
export function apiResumeState(snapshot: RunState): RunState {
  const { plan_name: _name, total_waves: _total, completed_waves: _completed, start_time: _start, ...rest } = snapshot;
  return { ...rest, status: 'running', current_wave_total_wait_time: 0, current_wave_max_wait_time: RESUMED_LIMIT_SECONDS };
}
