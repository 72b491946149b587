import { capacity } from './capacity';
import { phaseStuck } from './phase-stuck';
import { replication } from './replication';
import { retrying } from './retrying';
import { rpoAtRisk } from './rpo-at-risk';
import { rtoAtRisk } from './rto-at-risk';
import { slow } from './slow';
import type { Warn } from './warning';

/** Every kind of warning, the gravest first. To add one: a file and a line. */
export const warnings: readonly Warn[] = [rtoAtRisk, phaseStuck, retrying, capacity, replication, rpoAtRisk, slow];
