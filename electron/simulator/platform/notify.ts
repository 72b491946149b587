import type { Topics } from '../world';
import type { PlatformContext } from './context';
import { type Mail, mailSubject, mailText } from './mails';

/** Publishes to the execution-notifications topic as the orchestrator does: structured, with two attributes. */
export function send(context: PlatformContext, mail: Mail): void {
  const text = mailText(mail);
  for (const topic of topicsOf(context, mail)) {
    publish(context, {
      topicArn: topicArn(context, topic),
      subject: mailSubject(mail),
      messageStructure: 'json',
      message: JSON.stringify({ default: text, email: text }),
      attributes: {
        recoveryPlanId: { DataType: 'String', StringValue: mail.planId },
        eventType: { DataType: 'String', StringValue: mail.eventType },
      },
    });
  }
}

/** The platform logs a failed publish and goes on: a topic that somebody deleted does not stop a drill. */
function publish(context: PlatformContext, message: Parameters<Topics['publish']>[0]): void {
  try {
    context.topics.publish(message);
  } catch {
    // Nothing is told to anybody, which is the platform's own weakness.
  }
}

/** H11: the pause topic exists, but the code never learned its name. */
function topicsOf(context: PlatformContext, mail: Mail): string[] {
  const silent = mail.eventType !== 'pause' || context.faults.isOn('H11');
  return silent ? ['execution-notifications'] : ['execution-notifications', 'execution-pause'];
}

export function topicArn(context: Pick<PlatformContext, 'names'>, suffix: string): string {
  const { account, region } = context.names;
  return `arn:aws:sns:${region}:${account}:${context.names.topicName(suffix)}`;
}
