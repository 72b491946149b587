import { Autocomplete, Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SetupSurvey } from '../../../shared/contract/setup';
import { PickedTables, type TablePart } from '../../../shared/domain/setup/picked-names';
import type { SetupRead } from '../../../shared/domain/setup/reads';
import type { SetupWishes } from '../../../shared/domain/setup/wishes';
import { t } from '../../language/language';
import { StateMark } from '../../ui/state-mark';
import type { Tone } from '../../ui/tone';
import { AddByHand } from './add-by-hand';
import { Part } from './part';
import classes from './setup-screen.module.css';
import { problemOf } from './topics-part';

interface ReadsProps {
  readonly survey: SetupSurvey;
  readonly wishes: SetupWishes;
  readonly onWishes: (wishes: SetupWishes) => void;
}

const tones = { found: 'succeeded', missing: 'failed', unknown: 'unknown' } as const satisfies Record<SetupRead['state'], Tone>;

/** State machines whose runs are told; the runs of the first one are read as executions. */
export function MachinesPart({ survey, wishes, onWishes }: ReadsProps): ReactNode {
  const { items, unread } = survey.discovered.stateMachines;
  const usual = items.flatMap(({ arn, matches }) => (matches ? [arn] : []));
  const chosen = wishes.stateMachines ?? usual;
  const rows = [...items.map(({ arn }) => arn), ...chosen.filter((arn) => !items.some((one) => one.arn === arn))];
  const choose = (next: readonly string[]): void => onWishes({ ...wishes, stateMachines: [...next] });
  const text = usual.length === 0 ? t('setup.noMachine') : null;
  return (
    <Part title={t('setup.machines')} unread={unread} text={text}>
      {rows.map((arn) => (
        <Checkbox
          key={arn}
          size="xs"
          label={nameOf(arn)}
          description={chosen.length > 1 && chosen[0] === arn ? t('setup.readAsExecutions') : undefined}
          checked={chosen.includes(arn)}
          onChange={(event) => choose(event.currentTarget.checked ? [...chosen, arn] : chosen.filter((one) => one !== arn))}
        />
      ))}
      <AddByHand
        label={t('setup.machineByArn')}
        placeholder="arn:aws:states:…"
        problemOf={(given) => problemOf({ stateMachines: [given] })}
        onAdd={(arn) => choose([...chosen.filter((one) => one !== arn), arn])}
      />
    </Part>
  );
}

/** The platform's tables by their usual names, or others picked by hand. */
export function TablesPart({ survey, wishes, onWishes }: ReadsProps): ReactNode {
  const { items, unread } = survey.discovered.tables;
  const names = [...items].sort((a, b) => Number(b.matches) - Number(a.matches)).map(({ name }) => name);
  const pick = (part: TablePart, name: string): void => {
    const { [part]: _, ...others } = wishes.tables ?? {};
    onWishes({ ...wishes, tables: name === '' ? others : { ...others, [part]: name } });
  };
  return (
    <Part title={t('setup.tablesToRead')} unread={unread}>
      {survey.reads.map((read) =>
        read.part === 'runs' ? null : (
          <Table key={read.part} read={read} names={names} picked={wishes.tables?.[read.part]} part={read.part} onPick={pick} />
        ),
      )}
    </Part>
  );
}

interface TableProps {
  readonly read: SetupRead;
  readonly part: TablePart;
  readonly names: readonly string[];
  readonly picked: string | undefined;
  readonly onPick: (part: TablePart, name: string) => void;
}

function Table({ read, part, names, picked, onPick }: TableProps): ReactNode {
  // What was previewed says whether it is there; what has just been typed has not been looked at.
  const isPreviewed = read.picked ? picked === read.name : picked === undefined;
  const problem = PickedTables.safeParse({ [part]: picked }).error?.issues[0]?.message;
  return (
    <div className={classes.tablePick}>
      <Autocomplete
        size="xs"
        label={t(`setup.table:${part}`)}
        placeholder={read.picked ? '' : read.name}
        data={[...names]}
        limit={20}
        value={picked ?? ''}
        error={problem}
        onChange={(name) => onPick(part, name.trim())}
      />
      {isPreviewed ? (
        <div className={classes.dim}>
          <StateMark spoken={{ word: t(`setup.read:${read.state}`), tone: tones[read.state] }} />{' '}
          {read.state === 'found' ? null : read.message} {read.inUse ? null : t('setup.readFrom')}
        </div>
      ) : (
        <div className={classes.dim}>{t('setup.previewToSee')}</div>
      )}
    </div>
  );
}

function nameOf(arn: string): string {
  return arn.split(':').at(-1) ?? arn;
}
