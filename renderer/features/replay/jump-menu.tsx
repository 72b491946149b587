import { Button, Menu, ScrollArea } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Mark } from '../../../shared/contract/replay';
import { t } from '../../language/language';
import type { Replay } from '../../store/replay';
import { formatClock } from '../../ui/format';
import { toneOfMark, wordsOfMark } from './mark-words';
import classes from './replay.module.css';

/** Everything worth jumping to, by name and time. */
export function JumpMenu({ replay, marks }: { replay: Replay; marks: readonly Mark[] }): ReactNode {
  return (
    <Menu position="bottom-end" width={420} withinPortal>
      <Menu.Target>
        <Button size="compact-sm" variant="white" color="dark" leftSection={<IconListSearch size={16} aria-hidden="true" />}>
          {t('replay.jump')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('replay.jumpList')}>
        {marks.length === 0 ? <Menu.Label>{t('replay.noMarks')}</Menu.Label> : null}
        <ScrollArea.Autosize mah={420} viewportProps={{ tabIndex: -1 }}>
          {marks.map((mark) => (
            <Menu.Item key={`${mark.seq} ${mark.kind}`} onClick={() => replay.seek(Date.parse(mark.at))}>
              <span className={classes.jump}>
                <span className={classes.jumpTime}>{formatClock(Date.parse(mark.at))}</span>
                <span className={classes.dot} data-tone={toneOfMark(mark)} aria-hidden="true" />
                <span>{wordsOfMark(mark)}</span>
              </span>
            </Menu.Item>
          ))}
        </ScrollArea.Autosize>
      </Menu.Dropdown>
    </Menu>
  );
}
