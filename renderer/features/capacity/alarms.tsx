import { Button, NumberInput } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import type { AlarmPreset, AlarmView } from '../../../shared/domain/capacity/alarms';
import type { ConsoleClient } from '../../bridge/client';
import { t } from '../../language/language';
import { useUi, useView } from '../../store/page';
import { allContexts } from '../../store/selectors';
import { useAsked } from '../../store/use-asked';
import { tell, useCommand } from '../../store/use-command';
import { EmptyState } from '../../ui/empty-state';
import table from '../../ui/plain-table.module.css';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { StateMark } from '../../ui/state-mark';
import { Ago } from '../../ui/time';
import { type Spoken, sentenceCase } from '../../ui/tone';
import classes from './capacity-screen.module.css';
import { contextAsked } from './context-id';

const everyMs = 30_000;

/** The alarms of the account, those that can never go off first, and what the console can make instead. */
export function Alarms(): ReactNode {
  const chosen = useUi((ui) => ui.contextId);
  const contexts = useView((view) => allContexts(view.contexts), []);
  const contextId = chosen ?? (contexts.length === 1 ? (contexts[0]?.contextId ?? null) : null);
  if (contextId === null)
    return <EmptyState text={t('capacity.alarmsBelongToOneAccountAnd')} next={t('capacity.chooseAContextAtTheTop')} />;
  return <AlarmsOf key={contextId} contextId={contextId} />;
}

function AlarmsOf({ contextId }: { contextId: string }): ReactNode {
  const read = useCallback(
    async (client: ConsoleClient) => ({
      alarms: (await client.alarms.list({ limit: 1000, ...contextAsked(contextId) })).items,
      presets: (await client.alarms.presets({})).items,
      history: (await client.alarms.history({ limit: 20, ...contextAsked(contextId) })).items,
    }),
    [contextId],
  );
  const { value, problem, again } = useAsked(read, everyMs);
  const command = useCommand();
  const run = async (what: string, call: (client: ConsoleClient) => Promise<unknown>): Promise<void> => {
    const done = await command(what, call);
    if (done.ok) tell(t('capacity.doneWhat', { what }));
    again();
  };
  if (value === null)
    return problem === null ? <SkeletonRows rows={10} label={t('capacity.readingTheAlarms')} /> : <EmptyState text={problem} />;
  const dead = value.alarms.filter(({ cannotFire }) => cannotFire !== null);
  const ordered = [...dead, ...value.alarms.filter(({ cannotFire }) => cannotFire === null)];
  const repaired = value.alarms.some((alarm) => alarm.ours && alarm.name.endsWith(`-${dead[0]?.repair ?? ''}`));
  const make = (preset: AlarmPreset['preset'], threshold: number | undefined): Promise<void> =>
    run(t('capacity.makeTheAlarmPreset', { preset }), (client) =>
      client.alarms.create({ preset, ...(threshold === undefined ? {} : { threshold }), ...contextAsked(contextId) }),
    );
  return (
    <div className={classes.page}>
      {problem === null ? null : <p className={classes.problem}>{problem}</p>}
      {dead.length === 0 ? null : (
        <section className={classes.notice} aria-label={t('capacity.alarmsThatCanNeverGoOff')}>
          <div>
            <strong>{t('capacity.deadAlarms', { count: dead.length })}</strong> {dead[0]?.cannotFire}{' '}
            {repaired ? t('capacity.oneThatCanIsBesideThem') : t('capacity.leaveThemAsTheyAreAnd')}
          </div>
          {repaired || dead[0]?.repair == null ? null : (
            <Button size="xs" onClick={() => void make('access-denied', undefined)}>
              {t('capacity.makeOneThatCan')}
            </Button>
          )}
        </section>
      )}
      <AlarmTable alarms={ordered} contextId={contextId} run={run} />
      <h2 className={classes.title}>{t('capacity.alarmsTheConsoleCanMake')}</h2>
      <ul className={classes.presets}>
        {value.presets.map((preset) => (
          <li key={preset.preset} className={classes.chart}>
            <Preset
              preset={preset}
              made={value.alarms.some((alarm) => alarm.ours && alarm.name.endsWith(`-${preset.preset}`))}
              make={make}
            />
          </li>
        ))}
      </ul>
      <h2 className={classes.title}>{t('capacity.whatHappened')}</h2>
      {value.history.length === 0 ? <p className={classes.dim}>{t('capacity.nothingThatCloudWatchStillRemembers')}</p> : null}
      <ul className={classes.history}>
        {value.history.map((item) => (
          <li key={`${item.at} ${item.name} ${item.summary}`}>
            <Ago at={item.at} /> · {item.name} · <span className={classes.dim}>{item.summary}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

type Run = (what: string, call: (client: ConsoleClient) => Promise<unknown>) => Promise<void>;

function AlarmTable({ alarms, contextId, run }: { alarms: readonly AlarmView[]; contextId: string; run: Run }): ReactNode {
  if (alarms.length === 0) return <EmptyState text={t('capacity.thisAccountAndRegionHasNo')} next={t('capacity.makeOneBelow')} />;
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{t('capacity.state')}</th>
          <th scope="col">{t('capacity.alarm')}</th>
          <th scope="col">{t('capacity.since')}</th>
          <th scope="col">{t('capacity.goesOffWhen')}</th>
          <th scope="col">{t('capacity.actions')}</th>
        </tr>
      </thead>
      <tbody>
        {alarms.map((alarm) => (
          <tr key={alarm.arn}>
            <td>
              <StateMark spoken={ofAlarm(alarm)} />
            </td>
            <td className={classes.words} title={alarm.description ?? ''}>
              {alarm.name}
              <div className={classes.dim}>
                {alarm.accountId} {alarm.region}
              </div>
            </td>
            <td className={classes.dim}>{alarm.since === null ? '–' : <Ago at={alarm.since} />}</td>
            <td className={classes.words}>{alarm.rule}</td>
            <td className={classes.buttons}>
              <Button
                size="compact-xs"
                variant="default"
                aria-label={turnWords(alarm)}
                onClick={() =>
                  void run(turnWords(alarm), (client) =>
                    (alarm.actionsEnabled ? client.alarms.disable : client.alarms.enable)({
                      ...placeOf(alarm),
                      ...contextAsked(contextId),
                    }),
                  )
                }
              >
                {alarm.actionsEnabled ? t('capacity.disable') : t('capacity.enable')}
              </Button>
              {alarm.ours ? (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={t('capacity.deleteName', { name: alarm.name })}
                  onClick={() =>
                    void run(t('capacity.deleteName', { name: alarm.name }), (client) =>
                      client.alarms.remove({ ...placeOf(alarm), ...contextAsked(contextId) }),
                    )
                  }
                >
                  {t('capacity.delete')}
                </Button>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface PresetProps {
  readonly preset: AlarmPreset;
  readonly made: boolean;
  readonly make: (preset: AlarmPreset['preset'], threshold: number | undefined) => Promise<void>;
}

function Preset({ preset, made, make }: PresetProps): ReactNode {
  const [threshold, setThreshold] = useState(preset.threshold?.default);
  return (
    <>
      <strong>{preset.title}</strong>
      <p className={classes.dim}>{preset.text}</p>
      <div className={classes.choice}>
        {preset.threshold === null ? null : (
          <NumberInput
            size="xs"
            w={180}
            min={1}
            label={`${preset.threshold.title} (${preset.threshold.unit})`}
            value={threshold ?? ''}
            onChange={(value) => setThreshold(typeof value === 'number' ? value : undefined)}
          />
        )}
        <Button
          size="xs"
          variant={made ? 'default' : 'filled'}
          aria-label={
            made ? t('capacity.updatePreset', { preset: preset.title }) : t('capacity.makePreset', { preset: preset.title })
          }
          onClick={() => void make(preset.preset, threshold)}
        >
          {made ? t('capacity.update') : t('capacity.make')}
        </Button>
      </div>
    </>
  );
}

function turnWords({ actionsEnabled, name }: AlarmView): string {
  return actionsEnabled ? t('capacity.disableName', { name }) : t('capacity.enableName', { name });
}

function placeOf({ name, accountId, region }: AlarmView): { name: string; account: string; region: string } {
  return { name, account: accountId, region };
}

function ofAlarm({ cannotFire, state }: AlarmView): Spoken {
  if (cannotFire !== null) return { tone: 'unknown', word: t('capacity.canNeverGoOff') };
  switch (state) {
    case 'ALARM':
      return { tone: 'failed', word: t('capacity.inAlarm') };
    case 'OK':
      return { tone: 'succeeded', word: t('capacity.oK') };
    case 'INSUFFICIENT_DATA':
      return { tone: 'quiet', word: t('capacity.noData') };
    default:
      return { tone: 'unknown', word: sentenceCase(state) };
  }
}
