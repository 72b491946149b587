import { Button, NumberInput } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import type { AlarmPreset, AlarmView } from '../../../shared/domain/capacity/alarms';
import type { ConsoleClient } from '../../bridge/client';
import { useUi, useView } from '../../store/page';
import { allContexts } from '../../store/selectors';
import { useAsked } from '../../store/use-asked';
import { tell, useCommand } from '../../store/use-command';
import { EmptyState } from '../../ui/empty-state';
import table from '../../ui/plain-table.module.css';
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
    return <EmptyState text="Alarms belong to one account and region." next="Choose a context at the top of the page." />;
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
    if (done.ok) tell(`Done: ${what}.`);
    again();
  };
  if (value === null) return <EmptyState text={problem ?? 'Reading the alarms…'} />;
  const dead = value.alarms.filter(({ cannotFire }) => cannotFire !== null);
  const ordered = [...dead, ...value.alarms.filter(({ cannotFire }) => cannotFire === null)];
  const repaired = value.alarms.some((alarm) => alarm.ours && alarm.name.endsWith(`-${dead[0]?.repair ?? ''}`));
  const make = (preset: AlarmPreset['preset'], threshold: number | undefined): Promise<void> =>
    run(`make the alarm ${preset}`, (client) =>
      client.alarms.create({ preset, ...(threshold === undefined ? {} : { threshold }), ...contextAsked(contextId) }),
    );
  return (
    <div className={classes.page}>
      {problem === null ? null : <p className={classes.problem}>{problem}</p>}
      {dead.length === 0 ? null : (
        <section className={classes.notice} aria-label="Alarms that can never go off">
          <div>
            <strong>{dead.length === 1 ? '1 alarm' : `${dead.length} alarms`} here can never go off.</strong>{' '}
            {dead[0]?.cannotFire}{' '}
            {repaired ? 'One that can is beside them.' : 'Leave them as they are, and make one that can beside them.'}
          </div>
          {repaired || dead[0]?.repair == null ? null : (
            <Button size="xs" onClick={() => void make('access-denied', undefined)}>
              Make one that can
            </Button>
          )}
        </section>
      )}
      <AlarmTable alarms={ordered} contextId={contextId} run={run} />
      <h2 className={classes.title}>Alarms the console can make</h2>
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
      <h2 className={classes.title}>What happened</h2>
      {value.history.length === 0 ? <p className={classes.dim}>Nothing that CloudWatch still remembers.</p> : null}
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
  if (alarms.length === 0) return <EmptyState text="This account and region has no alarm." next="Make one below." />;
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">State</th>
          <th scope="col">Alarm</th>
          <th scope="col">Since</th>
          <th scope="col">Goes off when</th>
          <th scope="col">Actions</th>
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
                aria-label={`${alarm.actionsEnabled ? 'Disable' : 'Enable'} ${alarm.name}`}
                onClick={() =>
                  void run(`${alarm.actionsEnabled ? 'disable' : 'enable'} ${alarm.name}`, (client) =>
                    (alarm.actionsEnabled ? client.alarms.disable : client.alarms.enable)({
                      ...placeOf(alarm),
                      ...contextAsked(contextId),
                    }),
                  )
                }
              >
                {alarm.actionsEnabled ? 'Disable' : 'Enable'}
              </Button>
              {alarm.ours ? (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`Delete ${alarm.name}`}
                  onClick={() =>
                    void run(`delete ${alarm.name}`, (client) =>
                      client.alarms.remove({ ...placeOf(alarm), ...contextAsked(contextId) }),
                    )
                  }
                >
                  Delete
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
          aria-label={`${made ? 'Update' : 'Make'} ${preset.title}`}
          onClick={() => void make(preset.preset, threshold)}
        >
          {made ? 'Update' : 'Make'}
        </Button>
      </div>
    </>
  );
}

function placeOf({ name, accountId, region }: AlarmView): { name: string; account: string; region: string } {
  return { name, account: accountId, region };
}

function ofAlarm({ cannotFire, state }: AlarmView): Spoken {
  if (cannotFire !== null) return { tone: 'unknown', word: 'Can never go off' };
  switch (state) {
    case 'ALARM':
      return { tone: 'failed', word: 'In alarm' };
    case 'OK':
      return { tone: 'succeeded', word: 'OK' };
    case 'INSUFFICIENT_DATA':
      return { tone: 'quiet', word: 'No data' };
    default:
      return { tone: 'unknown', word: sentenceCase(state) };
  }
}
