import type { DetectionReport } from '../../../../shared/contract/findings';
import type { FindingFamily } from '../../../../shared/domain/detection/finding';
import type { DetectionSettings, FindingPolicy } from '../../../../shared/domain/detection/settings';
import type { DocumentWay } from '../../../store/use-document';

/** What is watched, what becomes an alert, how readily: one document. */
export const detectionDocument: DocumentWay<DetectionSettings> = {
  read: async (client) => {
    const { headers, body } = await client.findings.settings.get({});
    return { etag: headers.etag, value: body };
  },
  write: async (client, etag, value) => {
    const { headers, body } = await client.findings.settings.put({ headers: { 'if-match': etag }, body: value });
    return { etag: headers.etag, value: body };
  },
};

/** What an operator changed and has not saved: only that, so that it can be laid over whatever was saved meanwhile. */
export interface Changes {
  readonly isOn?: boolean;
  readonly learnsFromFeedback?: boolean;
  readonly policies: Readonly<Partial<Record<FindingFamily, FindingPolicy>>>;
}

export const nothingChanged: Changes = { policies: {} };

export function hasChanges({ isOn, learnsFromFeedback, policies }: Changes): boolean {
  return isOn !== undefined || learnsFromFeedback !== undefined || Object.keys(policies).length > 0;
}

/** The settings with the changes; families nobody touched keep what they had, written or shipped. */
export function withChanges(settings: DetectionSettings, { policies, ...others }: Changes): DetectionSettings {
  const changed = Object.values(policies);
  return {
    ...settings,
    ...others,
    policies: [...settings.policies.filter(({ family }) => policies[family] === undefined), ...changed],
  };
}

/** Findings of the kind are made as readily as shipped, and what people said of them so far no longer counts. */
export function withoutSensitivity(settings: DetectionSettings, kind: string): DetectionSettings {
  return { ...settings, sensitivities: settings.sensitivities.filter((one) => one.kind !== kind) };
}

/** The policy in force for each family, as it would be after saving. */
export function policyOf(one: DetectionReport['families'][number], changes: Changes, settings: DetectionSettings): FindingPolicy {
  return changes.policies[one.family] ?? settings.policies.find(({ family }) => family === one.family) ?? one.policy;
}
