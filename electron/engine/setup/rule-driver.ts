import {
  DeleteRuleCommand,
  DescribeRuleCommand,
  type DescribeRuleCommandOutput,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  RuleState,
  TagResourceCommand,
} from '@aws-sdk/client-eventbridge';
import { INSTALLATION_TAG } from '../../../shared/domain/setup/resource';
import { isMissing } from '../aws/errors';
import { absent, defineDriver, type Site } from './driver';

/** The one target of each of our rules. */
const TARGET_ID = 'tocsin';

/** EventBridge rules with their target. */
export const ruleDriver = defineDriver<'rule'>({
  async look({ name, arn }, { clients, installationId }) {
    const rule = await ruleNamed(clients, name);
    if (rule === null) return absent;
    const [tags, targets] = await Promise.all([
      clients.events.send(new ListTagsForResourceCommand({ ResourceARN: rule.Arn ?? arn })),
      clients.events.send(new ListTargetsByRuleCommand({ Rule: name })),
    ]);
    const target = targets.Targets?.find(({ Id }) => Id === TARGET_ID);
    return {
      kind: 'present',
      ours: tags.Tags?.some(({ Key, Value }) => Key === INSTALLATION_TAG && Value === installationId) ?? false,
      settings: {
        pattern: rule.EventPattern ?? '',
        state: rule.State ?? '',
        target: target?.Arn ?? '',
        targetRole: target?.RoleArn ?? '',
      },
    };
  },
  async make({ name, arn, settings }, { clients, installationId }, seen) {
    const Tags = [{ Key: INSTALLATION_TAG, Value: installationId }];
    await clients.events.send(
      new PutRuleCommand({
        Name: name,
        EventPattern: settings.pattern,
        State: stateOf(settings.state),
        Description: 'Events for the queue of one installation of the operations console',
        // EventBridge takes tags only with a new rule.
        ...(seen.kind === 'absent' ? { Tags } : {}),
      }),
    );
    if (seen.kind !== 'absent') await clients.events.send(new TagResourceCommand({ ResourceARN: arn, Tags }));
    const role = settings.targetRole === '' ? {} : { RoleArn: settings.targetRole };
    const answer = await clients.events.send(
      new PutTargetsCommand({ Rule: name, Targets: [{ Id: TARGET_ID, Arn: settings.target, ...role }] }),
    );
    const [failed] = answer.FailedEntries ?? [];
    if (failed !== undefined)
      throw new Error(
        `EventBridge refused the target of ${name}: ${failed.ErrorMessage ?? failed.ErrorCode ?? 'no reason given'}`,
      );
  },
  async remove({ name }, { clients }) {
    if ((await ruleNamed(clients, name)) === null) return;
    const targets = await clients.events.send(new ListTargetsByRuleCommand({ Rule: name }));
    const Ids = targets.Targets?.flatMap(({ Id }) => Id ?? []) ?? [];
    if (Ids.length > 0) await clients.events.send(new RemoveTargetsCommand({ Rule: name, Ids }));
    await clients.events.send(new DeleteRuleCommand({ Name: name }));
  },
});

async function ruleNamed({ events }: Site['clients'], name: string): Promise<DescribeRuleCommandOutput | null> {
  try {
    return await events.send(new DescribeRuleCommand({ Name: name }));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function stateOf(text: string): RuleState {
  return Object.values(RuleState).find((state) => state === text) ?? 'ENABLED';
}
