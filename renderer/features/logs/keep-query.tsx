import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { LogPreset } from '../../../shared/domain/logs/presets';
import { t } from '../../language/language';
import { tell, useCommand } from '../../store/use-command';

interface KeepQueryProps {
  readonly query: string;
  /** What the query was made from; one of the operator's own is changed, any other is kept beside. */
  readonly preset: LogPreset | null;
  readonly onKept: (id: string) => void;
}

/** Keeps a query under a name, for everybody who uses this console. */
export function KeepQuery({ query, preset, onKept }: KeepQueryProps): ReactNode {
  const command = useCommand();
  const [asked, setAsked] = useState(false);
  const [title, setTitle] = useState('');
  const own = preset !== null && !preset.shipped ? preset : null;
  const open = (): void => {
    setTitle(own?.title ?? '');
    setAsked(true);
  };
  const keep = async (): Promise<void> => {
    const name = title.trim();
    const id = own !== null && own.title === name ? own.id : idOf(name);
    const done = await command(t('logs.keepTheQueryName', { name }), (client) =>
      client.logs.savePreset({ id, title: name, query, groupsWith: preset?.groupsWith ?? null }),
    );
    if (!done.ok) return;
    tell(t('logs.theQueryNameWasKept', { name }));
    setAsked(false);
    onKept(id);
  };
  return (
    <>
      <Button size="xs" variant="default" disabled={query.trim() === ''} onClick={open}>
        {t('logs.keep')}
      </Button>
      <Modal
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('logs.keepThisQuery')}
        centered
        closeButtonProps={{ 'aria-label': t('logs.close') }}
      >
        <Stack>
          <TextInput
            label={t('logs.name')}
            description={t('logs.everybodyWhoUsesThisConsoleFinds')}
            maxLength={100}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsked(false)}>
              {t('logs.back')}
            </Button>
            <Button disabled={idOf(title) === ''} onClick={() => void keep()}>
              {t('logs.keep2')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

/** `Slow calls, by day` → `slow-calls-by-day` */
function idOf(title: string): string {
  return title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64);
}
