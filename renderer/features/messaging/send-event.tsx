import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { isObject, jsonOf } from '../../../shared/domain/event-pattern/values';
import type { ContextId } from '../../../shared/domain/primitives';
import { t } from '../../language/language';
import { tell, useCommand } from '../../store/use-command';
import classes from './messaging.module.css';

/** An event of the operator's own on the default bus, for whatever listens to `source: tocsin`. */
export function SendEvent({ context, opened, onClose }: { context: ContextId; opened: boolean; onClose: () => void }): ReactNode {
  const command = useCommand();
  const [detailType, setDetailType] = useState('Drill announced');
  const [text, setText] = useState('{\n  "plan": ""\n}');
  const detail = jsonOf(text);
  const isReady = isObject(detail) && detailType.trim() !== '';
  const send = async (): Promise<void> => {
    if (!isObject(detail)) return;
    const done = await command(t('messaging.sendDetailType', { detailType }), (client) =>
      client.bus.send({ context, detailType: detailType.trim(), detail: { ...detail } }),
    );
    if (!done.ok) return;
    tell(done.value.message);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('messaging.sendAnEvent2')}
      centered
      closeButtonProps={{ 'aria-label': t('messaging.close') }}
    >
      <Stack>
        <Text size="sm" c="var(--text-dim)">
          {t('messaging.itGoesToTheAccountsDefault')}
        </Text>
        <TextInput
          label={t('messaging.kind')}
          maxLength={128}
          value={detailType}
          onChange={(event) => setDetailType(event.currentTarget.value)}
          data-autofocus
        />
        <Textarea
          className={classes.code ?? ''}
          label={t('messaging.detail')}
          autosize
          minRows={4}
          maxRows={12}
          spellCheck={false}
          error={isObject(detail) ? undefined : t('messaging.thisIsNotAJSONObject')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('messaging.back')}
          </Button>
          <Button disabled={!isReady} onClick={() => void send()}>
            {t('messaging.send')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
