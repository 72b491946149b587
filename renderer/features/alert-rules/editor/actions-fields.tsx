import { ActionIcon, Button, Textarea, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { messageOfAction, type RuleAction } from '../../../../shared/domain/alerting/rules/action';
import { t } from '../../../language/language';
import editing from '../../../ui/editing/editing.module.css';
import { withField } from '../rule-mode';
import { MessagePreview } from './message-preview';

interface ActionsFieldsProps {
  readonly actions: readonly RuleAction[];
  readonly errorOf: (field: string) => string | undefined;
  readonly disabled: boolean;
  readonly onChange: (actions: RuleAction[] | undefined) => void;
}

const VARIABLES = [
  '{{ExecutionId}}',
  '{{PlanName}}',
  '{{WaveName}}',
  '{{ServerName}}',
  '{{Severity}}',
  '{{Title}}',
  '{{Summary}}',
];

/** Messages to destinations of the rule's own, beside what its incident is told to anyway. */
export function ActionsFields({ actions, errorOf, disabled, onChange }: ActionsFieldsProps): ReactNode {
  const replace = (index: number, action: RuleAction): void => onChange(actions.map((one, at) => (at === index ? action : one)));
  return (
    <>
      <p className={editing.dim}>{t('alertRules.actionsText')}</p>
      {actions.map((action, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an action is known by its place
        <div key={index} className={editing.card}>
          <div className={editing.sectionHead}>
            <strong>{action.Type}</strong>
            <span className={editing.space} />
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={disabled}
              aria-label={t('alertRules.removeAction', { number: index + 1 })}
              onClick={() => {
                const rest = actions.filter((_, at) => at !== index);
                onChange(rest.length === 0 ? undefined : rest);
              }}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </div>
          {action.Type === 'SNS_NOTIFICATION' ? (
            <>
              <TextInput
                size="xs"
                label={t('alertRules.topic')}
                placeholder="arn:aws:sns:us-east-1:123456789012:dr-alerts"
                value={action.Configuration.TopicArn}
                disabled={disabled}
                error={errorOf(`Actions[${index}].Configuration.TopicArn`)}
                onChange={(event) =>
                  replace(index, {
                    ...action,
                    Configuration: { ...action.Configuration, TopicArn: event.currentTarget.value.trim() },
                  })
                }
              />
              <Textarea
                size="xs"
                label={t('alertRules.message')}
                description={t('alertRules.messageText', { variables: VARIABLES.join(' ') })}
                autosize
                minRows={2}
                value={messageOfAction(action) ?? ''}
                disabled={disabled}
                error={errorOf(`Actions[${index}].Configuration.Message`)}
                onChange={(event) => {
                  const text = event.currentTarget.value;
                  replace(index, {
                    ...action,
                    Configuration: withField(action.Configuration, 'Message', text === '' ? undefined : text),
                  });
                }}
              />
              <MessagePreview message={messageOfAction(action) ?? ''} />
            </>
          ) : (
            <p className={editing.dim}>{t('alertRules.otherAction')}</p>
          )}
        </div>
      ))}
      <div>
        <Button
          size="compact-xs"
          variant="default"
          disabled={disabled}
          onClick={() => onChange([...actions, { Type: 'SNS_NOTIFICATION', Configuration: { TopicArn: '' } }])}
        >
          {t('alertRules.addTopic')}
        </Button>
      </div>
    </>
  );
}
