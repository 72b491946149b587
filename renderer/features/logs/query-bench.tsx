import { Button, MultiSelect, Select, Textarea } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import type { LogPreset } from '../../../shared/domain/logs/presets';
import { ContextId } from '../../../shared/domain/primitives';
import type { ConsoleClient } from '../../bridge/client';
import { useAsked } from '../../store/use-asked';
import { tell, useCommand } from '../../store/use-command';
import { KeepQuery } from './keep-query';
import classes from './logs.module.css';
import { QueryResult } from './query-result';
import { useQuery } from './use-query';

const spans = [
  { value: '15', label: 'Last 15 minutes' },
  { value: '60', label: 'Last hour' },
  { value: '180', label: 'Last 3 hours' },
  { value: '1440', label: 'Last day' },
  { value: '10080', label: 'Last week' },
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
    const done = await command(`delete the query ${preset?.title ?? ''}`, (client) => client.logs.removePreset({ id: presetId }));
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
            label="Query"
            searchable
            allowDeselect={false}
            data={choices(all)}
            value={preset === null ? unkept : presetId}
            onChange={(id) => (id === null || id === unkept ? choose(unkept) : choose(id))}
          />
          <Select
            size="xs"
            w={150}
            label="Over"
            allowDeselect={false}
            data={spans}
            value={minutes}
            onChange={(value) => setMinutes(value ?? '60')}
          />
          <MultiSelect
            size="xs"
            className={classes.grow}
            label="Log groups"
            searchable
            clearable
            maxValues={50}
            placeholder={picked.length === 0 ? 'Those of the orchestrator’s functions that the query is meant for' : ''}
            data={(groups.value?.items ?? []).map(({ name }) => name)}
            value={picked}
            onChange={setPicked}
            error={groups.problem}
          />
        </div>
        <Textarea
          className={classes.code}
          aria-label="Query text"
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
              Stop
            </Button>
          ) : (
            <Button size="xs" loading={run.busy} disabled={query.trim() === ''} onClick={() => void start()}>
              Run
            </Button>
          )}
          <KeepQuery query={query} preset={preset} onKept={kept} />
          {preset === null || preset.shipped ? null : (
            <Button size="xs" variant="default" onClick={() => void remove()}>
              Delete
            </Button>
          )}
          <p className={classes.dim}>
            {preset === null || isChanged ? 'AWS charges about half a cent for each gigabyte a query reads.' : preset.text}
          </p>
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
    { group: 'Came with the console', items: items(true) },
    { group: 'Your own', items: [...items(false), { value: unkept, label: 'A new query' }] },
  ];
}
