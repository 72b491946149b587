import { Button, MultiSelect, Radio, Select, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { TrainingPlaces } from '../../../shared/contract/training';
import { t } from '../../language/language';
import { useGo } from '../../store/page';
import { useCommand } from '../../store/use-command';
import { useRole } from '../../store/use-role';
import { Difficulty } from './difficulty';
import { faultLabel } from './fault-label';
import classes from './training.module.css';
import { wordsOf } from './words-of';

/** What is played, with which trouble, how fast and by whom; starting it begins the rehearsal anew. */
export function Scenarios({ places }: { places: TrainingPlaces }): ReactNode {
  const command = useCommand();
  const go = useGo();
  const mayAct = useRole() !== 'view';
  const [name, setName] = useState(places.playing?.scenario ?? 'payroll-drill');
  const [variant, setVariant] = useState<string | null>(null);
  const [faults, setFaults] = useState<string[]>([]);
  const [speed, setSpeed] = useState('60');
  const [operator, setOperator] = useState<'human' | 'script'>('human');
  const [seed, setSeed] = useState('');
  const chosen = places.scenarios.find((one) => one.name === name);
  const choose = (next: string): void => {
    setName(next);
    setVariant(null);
  };
  const start = async (): Promise<void> => {
    const started = await command(t('training.doStart'), (client) =>
      client.training.start({
        scenario: name,
        variant,
        faults,
        speed: Number(speed),
        operator,
        seed: seed.trim() === '' ? null : seed.trim(),
      }),
    );
    if (started.ok) go({ screen: 'live', executionId: null });
  };
  return (
    <div className={classes.choose}>
      <Radio.Group value={name} onChange={choose} label={t('training.scenario')} description={t('training.scenarioText')}>
        <div className={classes.cards}>
          {places.scenarios.map((one) => (
            <Radio.Card key={one.name} value={one.name} className={classes.card} data-chosen={one.name === name || undefined}>
              <span className={classes.cardTitle}>{wordsOf(one.title)}</span>
              <span className={classes.meta}>
                <Difficulty of={one.difficulty} />
                <span>{t('training.rehearsalMinutes', { count: one.minutes })}</span>
                {places.playing?.scenario === one.name ? <b>{t('training.playingNow')}</b> : null}
              </span>
              <span className={classes.text}>{wordsOf(one.says)}</span>
              <span className={classes.text}>
                <b>{t('training.teaches')}</b> {wordsOf(one.teaches)}
              </span>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
      <div className={classes.form}>
        <Select
          size="xs"
          label={t('training.variant')}
          placeholder={t('training.asWritten')}
          clearable
          disabled={(chosen?.variants.length ?? 0) === 0}
          data={(chosen?.variants ?? []).map((one) => ({ value: one.name, label: `${one.name}: ${wordsOf(one.says)}` }))}
          value={variant}
          onChange={setVariant}
        />
        <MultiSelect
          size="xs"
          label={t('training.faultsFromStart')}
          description={t('training.faultsFromStartText')}
          searchable
          clearable
          limit={60}
          data={places.faults.filter((one) => !one.byDefault).map((one) => ({ value: one.name, label: faultLabel(one) }))}
          value={faults}
          onChange={setFaults}
        />
        <div className={classes.row}>
          <Select
            size="xs"
            label={t('training.speed')}
            allowDeselect={false}
            data={places.speeds.map((one) => ({ value: String(one), label: `×${one}` }))}
            value={speed}
            onChange={(value) => setSpeed(value ?? '60')}
          />
          <TextInput
            size="xs"
            label={t('training.seed')}
            placeholder="1"
            maxLength={60}
            value={seed}
            onChange={(event) => setSeed(event.currentTarget.value)}
          />
        </div>
        <Radio.Group
          label={t('training.operator')}
          value={operator}
          onChange={(value) => setOperator(value === 'script' ? 'script' : 'human')}
        >
          <div className={classes.stack}>
            <Radio size="xs" value="human" label={t('training.operatorHuman')} />
            <Radio size="xs" value="script" label={t('training.operatorScript')} />
          </div>
        </Radio.Group>
        {places.fixed === null ? null : <p className={classes.text}>{places.fixed}</p>}
        <Button size="sm" disabled={!mayAct || places.fixed !== null} onClick={() => void start()}>
          {t('training.start')}
        </Button>
        <p className={classes.dim}>{t('training.startText')}</p>
      </div>
    </div>
  );
}
