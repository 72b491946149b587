import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { OnCallNow } from '../../../../shared/contract/on-call';
import type { OnCallSettings } from '../../../../shared/domain/alerting/on-call/settings';
import type { ConsoleClient } from '../../../bridge/client';
import { t } from '../../../language/language';
import { useGo } from '../../../store/page';
import { useAsked } from '../../../store/use-asked';
import { useCommand } from '../../../store/use-command';
import type { DocumentStore } from '../../../store/use-document';
import { EmptyState } from '../../../ui/empty-state';
import { formatMoment } from '../../../ui/format';
import table from '../../../ui/plain-table.module.css';
import screen from '../../../ui/screen.module.css';
import { Scroll } from '../../../ui/scroll';
import { SkeletonRows } from '../../../ui/skeleton-rows';
import { StateMark } from '../../../ui/state-mark';
import { Ago, Moment } from '../../../ui/time';
import { ChecksPanel } from './checks-panel';
import { HeartbeatForm } from './heartbeat-form';
import classes from './now.module.css';

interface NowTabProps {
  readonly store: DocumentStore<OnCallSettings>;
  readonly readOnly: boolean;
  readonly mayAct: boolean;
}

const EVERY_MS = 15_000;
const read = async (client: ConsoleClient) => {
  const now = await client.onCall.now({ limit: 1000 });
  return { ...now, checks: (await client.onCall.checks({})).items };
};

/** Who can be woken now, until when, and what would be found out at three in the morning. */
export function NowTab({ store, readOnly, mayAct }: NowTabProps): ReactNode {
  const { value, problem, again } = useAsked(read, EVERY_MS);
  const go = useGo();
  const command = useCommand();
  if (value === null)
    return problem === null ? (
      <SkeletonRows rows={10} label={t('onCall.reading')} />
    ) : (
      <EmptyState text={t('onCall.couldNotBeRead', { problem })} next={t('onCall.triedAgain')} />
    );
  const refresh = async (): Promise<void> => {
    await command(t('onCall.doRefresh'), (client) => client.onCall.refresh({}));
    again();
  };
  const feeds = value.items.filter(({ feed }) => feed !== null);
  return (
    <Scroll className={screen.scroll}>
      <div className={classes.page}>
        {problem === null ? null : <p className={classes.failed}>{problem}</p>}
        {value.items.length === 0 ? (
          <EmptyState
            text={t('onCall.noSchedule')}
            next={t('onCall.noScheduleNext')}
            action={
              <Button size="sm" onClick={() => go({ screen: 'alerting', tab: 'schedules', id: null })}>
                {t('onCall.makeSchedule')}
              </Button>
            }
          />
        ) : (
          <Schedules items={value.items} />
        )}
        {value.checks.length === 0 && store.held?.value.policies.some(({ enabled }) => enabled) !== true ? (
          <NobodyAsked />
        ) : (
          <ChecksPanel checks={value.checks} />
        )}
        {feeds.length === 0 ? null : (
          <section className={classes.section}>
            <div className={classes.head}>
              <h2 className={classes.title}>{t('onCall.feeds')}</h2>
              <Button size="compact-xs" variant="default" disabled={!mayAct} onClick={() => void refresh()}>
                {t('onCall.readAnew')}
              </Button>
            </div>
            <Feeds items={feeds} />
          </section>
        )}
        <HeartbeatForm store={store} state={value.heartbeat} readOnly={readOnly} />
      </div>
    </Scroll>
  );
}

/** Nothing is wrong with what is not there; that nobody would be asked is said all the same. */
function NobodyAsked(): ReactNode {
  const go = useGo();
  return (
    <section className={classes.section}>
      <h2 className={classes.title}>{t('onCall.checks')}</h2>
      <div className={classes.check}>
        <StateMark spoken={{ tone: 'waiting', word: t('onCall.checkWarning') }} />
        <span>{t('onCall.nobodyAsked')}</span>
        <button type="button" className={classes.link} onClick={() => go({ screen: 'alerting', tab: 'policies', id: null })}>
          {t('onCall.toPolicies')}
        </button>
      </div>
    </section>
  );
}

function Schedules({ items }: { items: readonly OnCallNow[] }): ReactNode {
  const go = useGo();
  return (
    <table className={table.table}>
      <caption className={classes.caption}>{t('onCall.onCallNow')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('onCall.schedule')}</th>
          <th scope="col">{t('onCall.onCallNow')}</th>
          <th scope="col">{t('onCall.until')}</th>
          <th scope="col">{t('onCall.next')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.scheduleId}>
            <td>
              <button
                type="button"
                className={classes.link}
                onClick={() => go({ screen: 'alerting', tab: 'schedules', id: item.scheduleId })}
              >
                {item.name}
              </button>
              <div className={classes.dim}>{item.timeZone}</div>
            </td>
            <td>
              {item.onCall.length === 0 ? (
                <StateMark spoken={{ tone: 'failed', word: t('onCall.nobody') }} strong />
              ) : (
                item.onCall.map(({ personId, personName }) => (
                  <div key={personId}>
                    <StateMark spoken={{ tone: 'succeeded', word: personName }} strong />
                  </div>
                ))
              )}
            </td>
            <td>
              {item.onCall.map(({ personId, until }) => (
                <div key={personId}>
                  {until === null ? t('onCall.noEndInSight') : <UntilWords at={until} zone={item.timeZone} />}
                </div>
              ))}
            </td>
            <td>
              {item.next === null ? (
                <span className={classes.dim}>{t('onCall.nobodyNext')}</span>
              ) : (
                <>
                  {item.next.personName}
                  <div className={classes.dim}>
                    <UntilWords at={item.next.from} zone={item.timeZone} />
                  </div>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Here, and by the clocks of the schedule where they differ. */
function UntilWords({ at, zone }: { at: string; zone: string }): ReactNode {
  const there = formatMoment(Date.parse(at), zone);
  return (
    <>
      <Moment at={at} />
      {formatMoment(Date.parse(at)) === there ? null : <span className={classes.dim}> {t('onCall.there', { there })}</span>}
    </>
  );
}

function Feeds({ items }: { items: readonly OnCallNow[] }): ReactNode {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{t('onCall.schedule')}</th>
          <th scope="col">{t('onCall.copyOf')}</th>
          <th scope="col">{t('onCall.state')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ scheduleId, name, feed }) =>
          feed === null ? null : (
            <tr key={scheduleId}>
              <td>{name}</td>
              <td>{feed.fetchedAt === null ? t('onCall.never') : <Ago at={feed.fetchedAt} />}</td>
              <td>
                <StateMark
                  spoken={
                    feed.problem === null
                      ? { tone: 'succeeded', word: t('onCall.feedGood') }
                      : { tone: 'failed', word: feed.problem }
                  }
                />
                {feed.troubles.map((trouble) => (
                  <div key={trouble} className={classes.dim}>
                    {trouble}
                  </div>
                ))}
              </td>
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}
