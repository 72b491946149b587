import { Button, Checkbox, Group, Modal, SegmentedControl, Stack } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import type { Subscription } from '../../../shared/contract/sns';
import { isObject, jsonOf } from '../../../shared/domain/event-pattern/values';
import { type FilterScope, readFilterPolicyText } from '../../../shared/domain/filter-policy/filter-policy';
import type { ContextId } from '../../../shared/domain/primitives';
import type { ConsoleClient } from '../../bridge/client';
import { tell, useCommand } from '../../store/use-command';
import { FilterEditor } from '../../ui/filter-policy/filter-editor';
import { Problem } from './problem';
import { useRead } from './use-read';

const scopes: { value: FilterScope; label: string }[] = [
  { value: 'MessageAttributes', label: 'Attributes' },
  { value: 'MessageBody', label: 'Body' },
];

interface FilterDialogProps {
  readonly context: ContextId;
  readonly subscriptionId: string;
  readonly onClose: () => void;
}

/** The filter policy of one subscription, checked while it is typed and tried on a message before it is saved. */
export function FilterDialog({ context, subscriptionId, onClose }: FilterDialogProps): ReactNode {
  const read = useCallback(
    (client: ConsoleClient) => client.sns.subscription({ context, subscriptionId }),
    [context, subscriptionId],
  );
  const subscription = useRead(read);
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={`What ${subscription.value?.endpoint ?? 'this subscription'} hears`}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Problem of={subscription} />
      {subscription.value === null ? null : <FilterForm context={context} subscription={subscription.value} onClose={onClose} />}
    </Modal>
  );
}

function FilterForm({
  context,
  subscription,
  onClose,
}: {
  context: ContextId;
  subscription: Subscription;
  onClose: () => void;
}): ReactNode {
  const command = useCommand();
  const { filterPolicy, filterPolicyScope, rawDelivery } = subscription;
  const [text, setText] = useState(filterPolicy === null ? '' : JSON.stringify(filterPolicy, null, 2));
  const [scope, setScope] = useState<FilterScope>(filterPolicyScope);
  const [raw, setRaw] = useState(rawDelivery);
  const policy = readFilterPolicyText(text, scope);
  const source = jsonOf(text);
  const save = async (): Promise<void> => {
    const wanted = isObject(source) && Object.keys(source).length > 0 ? { ...source } : null;
    const done = await command(`change the subscription of ${subscription.endpoint}`, (client) =>
      client.sns.changeSubscription({
        context,
        subscriptionId: subscription.subscriptionId,
        filterPolicy: wanted,
        ...(scope === filterPolicyScope ? {} : { filterPolicyScope: scope }),
        ...(raw === rawDelivery ? {} : { rawDelivery: raw }),
      }),
    );
    if (!done.ok) return;
    tell('Changed. SNS may take up to 15 minutes to apply a filter policy.');
    onClose();
  };
  return (
    <Stack>
      <FilterEditor text={text} scope={scope} onChange={setText}>
        <SegmentedControl
          size="xs"
          data={scopes}
          value={scope}
          aria-label="What the policy looks at"
          onChange={(value) => setScope(scopes.find((one) => one.value === value)?.value ?? 'MessageAttributes')}
        />
      </FilterEditor>
      {subscription.protocol === 'sqs' || subscription.protocol === 'http' || subscription.protocol === 'https' ? (
        <Checkbox
          label="Raw delivery: the bare message, without the envelope of SNS"
          checked={raw}
          onChange={(event) => setRaw(event.currentTarget.checked)}
        />
      ) : null}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Back
        </Button>
        <Button disabled={!policy.ok} onClick={() => void save()}>
          Save
        </Button>
      </Group>
    </Stack>
  );
}
