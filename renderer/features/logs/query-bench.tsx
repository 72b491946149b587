import { Button, MultiSelect, Select, Textarea } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import type { LogPreset } from '../../../shared/domain/logs/presets';
import { ContextId } from '../../../shared/domain/primitives';
import type { ConsoleClient } from '../../bridge/client';
import { t } from '../../language/language';
import { useAsked } from '../../store/use-asked';
import { tell, useCommand } from '../../store/use-command';
import { KeepQuery } from './keep-query';
import classes from './logs.module.css';
import { QueryResult } from './query-result';
import { useQuery } from './use-query';

const spans = [
  {
    value: '15',
    get label() {
      return t('logs.last15Minutes');
    },
  },
  {
    value: '60',
    get label() {
      return t('logs.lastHour');
    },
  },
  {
    value: '180',
    get label() {
      return t('logs.last3Hours');
    },
  },
  {
    value: '1440',
    get label() {
      return t('logs.lastDay');
    },
  },
  {
    value: '10080',
    get label() {
      return t('logs.lastWeek');
    },
  },
];
const everyMs = 60_000;
/** An own query that is not kept yet. */
const unkept = 'own';

/** A question to Logs Insights: one that is kept, or one written here. */
export function QueryBench({ contextId }: { contextId: string }): ReactNode {
  const context = ContextId.parse(contextId);
  const readPresets = useCallback((client: ConsoleClient) => client.logs.presets({ limit: 1000 }), []);
  const readGroups = useCallback(
    (client: ConsoleClient) => client.logs.groups({ limit: 1000, context: ContextId.parse(contextId) }),
    [contextId],
  );
  const presets = useAsked(readPresets, everyMs);
  const groups = useAsked(readGroups, everyMs);
  const run = useQuery();
  const command = useCommand();
  const [presetId, setPresetId] = useState<string>('newest-errors');
  const [text, setText] = useState<string | null>(null);
  const [minutes, setMinutes] = useState('60');
  const [picked, setPicked] = useState<string[]>([]);
  const all = presets.value?.items ?? [];
  const preset = all.find(({ id }) => id === presetId) ?? null;
  const query = text ?? preset?.query ?? '';
  const isChanged = preset === null || query !== preset.query;

  const choose = (id: string): void => {
    setPresetId(id);
    setText(null);
  };
  const start = (): Promise<void> =>
    run.start({
      context,
      ...(isChanged ? { query } : {}),
      ...(preset === null ? {} : { preset: preset.id }),
      ...(picked.length === 0 ? {} : { groups: picked }),
      minutes: Number(minutes),
    });
  const kept = (id: string): void => {
    presets.again();
    choose(id);
  };
  const remove = async (): Promise<void> => {
    const done = await command(t('logs.deleteTheQuery', { title: preset?.title ?? '' }), (client) =>
      client.logs.removePreset({ id: presetId }),
    );
    if (!done.ok) return;
    tell(done.value.message);
    presets.again();
    choose('newest-errors');
  };
  return (
    <>
      <div className={classes.bench}>
        <div className={classes.tools}>
          <Select
            size="xs"
            w={280}
            label={t('logs.query')}
            searchable
            allowDeselect={false}
            data={choices(all)}
            value={preset === null ? unkept : presetId}
            onChange={(id) => (id === null || id === unkept ? choose(unkept) : choose(id))}
          />
          <Select
            size="xs"
            w={150}
            label={t('logs.over')}
            allowDeselect={false}
            data={spans}
            value={minutes}
            onChange={(value) => setMinutes(value ?? '60')}
          />
          <MultiSelect
            size="xs"
            className={classes.grow}
            label={t('logs.logGroups2')}
            searchable
            clearable
            maxValues={50}
            placeholder={picked.length === 0 ? t('logs.thoseOfTheOrchestratorsFunctionsThat') : ''}
            data={(groups.value?.items ?? []).map(({ name }) => name)}
            value={picked}
            onChange={setPicked}
            error={groups.problem}
          />
        </div>
        <Textarea
          className={classes.code}
          aria-label={t('logs.queryText')}
          autosize
          minRows={3}
          maxRows={8}
          spellCheck={false}
          value={query}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void start();
          }}
        />
        <div className={classes.tools}>
          {run.query?.state === 'running' ? (
            <Button size="xs" variant="default" onClick={() => void run.stop()}>
              {t('logs.stop')}
            </Button>
          ) : (
            <Button size="xs" loading={run.busy} disabled={query.trim() === ''} onClick={() => void start()}>
              {t('logs.run')}
            </Button>
          )}
          <KeepQuery query={query} preset={preset} onKept={kept} />
          {preset === null || preset.shipped ? null : (
            <Button size="xs" variant="default" onClick={() => void remove()}>
              {t('logs.delete')}
            </Button>
          )}
          <p className={classes.dim}>{preset === null || isChanged ? t('logs.aWSChargesAboutHalfACent') : preset.text}</p>
        </div>
        {presets.problem === null ? null : <p className={classes.problem}>{presets.problem}</p>}
      </div>
      <QueryResult query={run.query} />
    </>
  );
}

function choices(kept: readonly LogPreset[]) {
  const items = (shipped: boolean) =>
    kept.filter((preset) => preset.shipped === shipped).map(({ id, title }) => ({ value: id, label: title }));
  return [
    { group: t('logs.cameWithTheConsole'), items: items(true) },
    { group: t('logs.yourOwn'), items: [...items(false), { value: unkept, label: t('logs.aNewQuery') }] },
  ];
}
