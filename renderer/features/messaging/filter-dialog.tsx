import { Button, Checkbox, Group, Modal, SegmentedControl, Stack } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import type { Subscription } from '../../../shared/contract/sns';
import { isObject, jsonOf } from '../../../shared/domain/event-pattern/values';
import { type FilterScope, readFilterPolicyText } from '../../../shared/domain/filter-policy/filter-policy';
import type { ContextId } from '../../../shared/domain/primitives';
import type { ConsoleClient } from '../../bridge/client';
import { t } from '../../language/language';
import { tell, useCommand } from '../../store/use-command';
import { FilterEditor } from '../../ui/filter-policy/filter-editor';
import { Problem } from './problem';
import { useRead } from './use-read';

const scopes: { value: FilterScope; label: string }[] = [
  {
    value: 'MessageAttributes',
    get label() {
      return t('messaging.attributes');
    },
  },
  {
    value: 'MessageBody',
    get label() {
      return t('messaging.body');
    },
  },
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
      title={t('messaging.whatItHears', { endpoint: subscription.value?.endpoint ?? t('messaging.thisSubscription') })}
      centered
      closeButtonProps={{ 'aria-label': t('messaging.close') }}
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
    const done = await command(t('messaging.changeTheSubscriptionOfEndpoint', { endpoint: subscription.endpoint }), (client) =>
      client.sns.changeSubscription({
        context,
        subscriptionId: subscription.subscriptionId,
        filterPolicy: wanted,
        ...(scope === filterPolicyScope ? {} : { filterPolicyScope: scope }),
        ...(raw === rawDelivery ? {} : { rawDelivery: raw }),
      }),
    );
    if (!done.ok) return;
    tell(t('messaging.changedSNSMayTakeUpTo'));
    onClose();
  };
  return (
    <Stack>
      <FilterEditor text={text} scope={scope} onChange={setText}>
        <SegmentedControl
          size="xs"
          data={scopes}
          value={scope}
          aria-label={t('messaging.whatThePolicyLooksAt')}
          onChange={(value) => setScope(scopes.find((one) => one.value === value)?.value ?? 'MessageAttributes')}
        />
      </FilterEditor>
      {subscription.protocol === 'sqs' || subscription.protocol === 'http' || subscription.protocol === 'https' ? (
        <Checkbox
          label={t('messaging.rawDeliveryTheBareMessageWithout')}
          checked={raw}
          onChange={(event) => setRaw(event.currentTarget.checked)}
        />
      ) : null}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('messaging.back')}
        </Button>
        <Button disabled={!policy.ok} onClick={() => void save()}>
          {t('messaging.save')}
        </Button>
      </Group>
    </Stack>
  );
}
