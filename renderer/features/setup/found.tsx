import { Button, Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SetupSurvey } from '../../../shared/contract/setup';
import { SetupWishes } from '../../../shared/domain/setup/wishes';
import { t } from '../../language/language';
import { ForwardedPart } from './forwarded-part';
import { Part } from './part';
import { MachinesPart, TablesPart } from './reads-part';
import classes from './setup-screen.module.css';
import { TopicsPart } from './topics-part';

interface FoundProps {
  readonly survey: SetupSurvey;
  readonly busy: boolean;
  readonly wishes: SetupWishes;
  /** Something was chosen that has not been previewed. */
  readonly isChanged: boolean;
  readonly onWishes: (wishes: SetupWishes) => void;
  readonly onPreview: () => void;
}

/** What the account holds, and which of it is to be connected. What is chosen here is previewed before anything is made. */
export function Found({ survey, busy, wishes, isChanged, onWishes, onPreview }: FoundProps): ReactNode {
  const { topics, tables, trails, alarms } = survey.discovered;
  return (
    <section>
      <div className={classes.head}>
        <h2 className={classes.heading}>{t('setup.whatIsThere')}</h2>
        <Button
          size="xs"
          variant={isChanged ? 'filled' : 'default'}
          loading={busy}
          disabled={!SetupWishes.safeParse(wishes).success}
          onClick={onPreview}
        >
          {t('setup.preview')}
        </Button>
      </div>
      <div className={classes.grid}>
        <TopicsPart topics={topics} wishes={wishes} onWishes={onWishes} />
        <Part title={t('setup.events')}>
          <Checkbox
            size="xs"
            label={t('setup.drs')}
            checked={wishes.drs}
            onChange={(event) => onWishes({ ...wishes, drs: event.currentTarget.checked })}
          />
          <Checkbox
            size="xs"
            label={t('setup.security')}
            checked={wishes.security}
            onChange={(event) => onWishes({ ...wishes, security: event.currentTarget.checked })}
          />
          <Checkbox
            size="xs"
            label={t('setup.alarms')}
            checked={wishes.alarms}
            onChange={(event) => onWishes({ ...wishes, alarms: event.currentTarget.checked })}
          />
        </Part>
        <MachinesPart survey={survey} wishes={wishes} onWishes={onWishes} />
        <TablesPart survey={survey} wishes={wishes} onWishes={onWishes} />
        <ForwardedPart survey={survey} wishes={wishes} onWishes={onWishes} />
        <Part
          title={t('setup.alsoSeen')}
          unread={trails.unread ?? alarms.unread}
          text={t('setup.alsoSeenText', {
            tables: t('setup.tables', { count: tables.items.filter(({ matches }) => matches).length }),
            trails: t('setup.trails', { count: trails.items.length }),
            alarms: t('setup.alarmCount', { count: alarms.items.length }),
          })}
        >
          {trails.unread === null && trails.items.length === 0 && wishes.security ? (
            <p className={classes.note}>{t('setup.noTrail')}</p>
          ) : null}
        </Part>
      </div>
    </section>
  );
}
