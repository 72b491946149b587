import { Button, Group, Modal, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { filterPolicyProblem } from '../../../shared/domain/setup/wishes';
import { t } from '../../language/language';
import { FilterEditor } from '../../ui/filter-policy/filter-editor';

interface TopicFilterProps {
  readonly name: string;
  readonly policy: string;
  readonly onPolicy: (policy: string) => void;
  readonly onClose: () => void;
}

/** What of a topic reaches this console. Nothing is changed before the plan is carried out. */
export function TopicFilter({ name, policy, onPolicy, onClose }: TopicFilterProps): ReactNode {
  const [text, setText] = useState(() => spread(policy));
  return (
    <Modal opened onClose={onClose} size="lg" title={t('setup.whatIsHeard', { name })} centered>
      <Stack>
        <FilterEditor text={text} scope="MessageAttributes" onChange={setText} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('setup.back')}
          </Button>
          <Button
            disabled={filterPolicyProblem(text) !== null}
            onClick={() => {
              onPolicy(compact(text));
              onClose();
            }}
          >
            {t('setup.useFilter')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function spread(policy: string): string {
  return policy === '' ? '' : JSON.stringify(JSON.parse(policy), null, 2);
}

/** An empty object lets everything through, as no policy does. */
function compact(text: string): string {
  const policy = text.trim() === '' ? '{}' : JSON.stringify(JSON.parse(text));
  return policy === '{}' ? '' : policy;
}
