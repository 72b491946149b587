import type { Labels } from '../labels';
import { known } from './place-labels';

/** `quota-near:context/account/region/code:85 %…`; contexts may have slashes of their own, the rest may not. */
const QUOTA = /^quota-near:.*\/([^/]+)\/([^/]+)\/([^/:]+):/;

/** Which quota of which account and region a notice about one is about: its id says so. */
export function quotaLabels(noticeId: string): Labels {
  const [, account, region, quota] = QUOTA.exec(noticeId) ?? [];
  return known({ account, region, quota });
}
