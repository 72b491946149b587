import { Button, Group, Input, Menu, Popover, Stack, TextInput } from '@mantine/core';
import { IconCheck, IconClock } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { endsOf, Range } from '../../../shared/domain/boards/range';
import { t } from '../../language/language';
import { useNowMs } from '../../store/page';
import { localOf } from '../local-moment';
import { rangeWords, usualRanges } from './range-words';

interface RangePickerProps {
  /** Null stands for what `inherit` says. */
  readonly value: Range | null;
  readonly onChange: (range: Range | null) => void;
  /** What null is called, such as "as the board"; without it there is no null. */
  readonly inherit?: string;
  readonly label: string;
  /** Whether the label stands over the button. */
  readonly labelled?: boolean;
}

/** A stretch of time: one of the usual ones, or between two moments of the operator's zone. */
export function RangePicker({ value, onChange, inherit, label, labelled = false }: RangePickerProps): ReactNode {
  const [between, setBetween] = useState(false);
  const shown = value === null ? (inherit ?? '') : rangeWords(value);
  const isChosen = (seconds: number): boolean => value?.kind === 'last' && value.seconds === seconds;
  return (
    <Popover opened={between} onChange={setBetween} position="bottom-end" withArrow trapFocus returnFocus withRoles={false}>
      <Popover.Target>
        <span>
          {labelled ? (
            <Input.Label size="xs" component="div" mb={2} display="block">
              {label}
            </Input.Label>
          ) : null}
          <Menu position="bottom-end" keepMounted={false}>
            <Menu.Target>
              <Button
                size="xs"
                variant="default"
                leftSection={<IconClock size={14} aria-hidden="true" />}
                aria-label={`${label}: ${shown}`}
              >
                {shown}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {inherit === undefined ? null : (
                <Menu.Item rightSection={value === null ? <IconCheck size={14} /> : null} onClick={() => onChange(null)}>
                  {inherit}
                </Menu.Item>
              )}
              {usualRanges.map((seconds) => (
                <Menu.Item
                  key={seconds}
                  rightSection={isChosen(seconds) ? <IconCheck size={14} /> : null}
                  onClick={() => onChange({ kind: 'last', seconds })}
                >
                  {rangeWords({ kind: 'last', seconds })}
                </Menu.Item>
              ))}
              <Menu.Item onClick={() => setBetween(true)}>{t('boards.between')}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </span>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t('boards.between')}>
        {between ? (
          <Between
            value={value}
            onTake={(range) => {
              onChange(range);
              setBetween(false);
            }}
          />
        ) : null}
      </Popover.Dropdown>
    </Popover>
  );
}

function Between({ value, onTake }: { value: Range | null; onTake: (range: Range) => void }): ReactNode {
  const nowMs = useNowMs();
  const [ends, setEnds] = useState(() => {
    const { fromMs, toMs } = endsOf(value ?? { kind: 'last', seconds: 86_400 }, nowMs);
    return { from: localOf(fromMs), to: localOf(toMs) };
  });
  const range = betweenOf(ends);
  const wrong = range === null ? t('boards.betweenWrong') : null;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (range !== null) onTake(range);
      }}
    >
      <Stack gap="xs">
        <TextInput
          type="datetime-local"
          size="xs"
          label={t('boards.from')}
          value={ends.from}
          onChange={(event) => setEnds({ ...ends, from: event.currentTarget.value })}
        />
        <TextInput
          type="datetime-local"
          size="xs"
          label={t('boards.to')}
          value={ends.to}
          error={wrong}
          onChange={(event) => setEnds({ ...ends, to: event.currentTarget.value })}
        />
        <Group justify="flex-end">
          <Button size="xs" type="submit" disabled={range === null}>
            {t('boards.show')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function betweenOf({ from, to }: { readonly from: string; readonly to: string }): Range | null {
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
  if (Number.isNaN(fromMs) || Number.isNaN(toMs) || fromMs >= toMs) return null;
  const range = Range.safeParse({
    kind: 'between',
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
  });
  return range.success ? range.data : null;
}
