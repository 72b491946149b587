import { z } from 'zod';

/** A fraction of 1. */
export const Fraction = z.number().min(0).max(1);
export const Days = z.number().int().min(1).max(36_500);
export const Minutes = z.number().min(1).max(525_600);
export const Severity = z.enum(['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFO']);
/** Which executions: drills, recoveries, or both. */
export const ExecutionKind = z.enum(['DRILL', 'RECOVERY', 'ANY']);
