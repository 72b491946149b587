import type { ReactNode } from 'react';
import type { Objective } from '../../../shared/domain/objectives';
import { t } from '../../language/language';
import classes from './objectives.module.css';
import { numberFields, type ObjectiveField, textOf, withField } from './objectives-form';
import { SettledInput } from './settled-input';

interface ObjectiveCellsProps {
  /** Whose objective it is, for those who hear the field's name. */
  readonly name: string;
  readonly objective: Objective;
  /** What holds where a field is empty; null: nothing does. */
  readonly usual: Objective | null;
  readonly onChange: (objective: Objective) => void;
}

/** The fields of one objective. A wrong value says so at its field and is not kept. */
export function ObjectiveCells({ name, objective, usual, onChange }: ObjectiveCellsProps): ReactNode {
  const save = (field: ObjectiveField, typed: string): string | null => {
    const read = withField(objective, field, typed);
    if (read.kind === 'wrong') return problemOf(field);
    onChange(read.objective);
    return null;
  };
  return (
    <>
      {[...numberFields, 'owner' as const].map((field) => (
        <td key={field} className={field === 'owner' ? classes.owner : classes.number}>
          <SettledInput
            label={`${titleOf(field)}: ${name}`}
            value={textOf(objective, field)}
            placeholder={usual === null ? '–' : textOf(usual, field) || '–'}
            inputMode={field === 'owner' ? 'text' : 'decimal'}
            onSettle={(typed) => save(field, typed)}
          />
        </td>
      ))}
    </>
  );
}

function titleOf(field: ObjectiveField): string {
  switch (field) {
    case 'rtoMinutes':
      return t('objectives.rto');
    case 'rpoMinutes':
      return t('objectives.rpo');
    case 'drillEveryDays':
      return t('objectives.drillEvery');
    case 'tier':
      return t('objectives.tier');
    case 'owner':
      return t('objectives.owner');
  }
}

function problemOf(field: ObjectiveField): string {
  switch (field) {
    case 'rtoMinutes':
    case 'rpoMinutes':
      return t('objectives.wrongMinutes');
    case 'drillEveryDays':
      return t('objectives.wrongDays');
    case 'tier':
      return t('objectives.wrongTier');
    case 'owner':
      return t('objectives.wrongOwner');
  }
}
