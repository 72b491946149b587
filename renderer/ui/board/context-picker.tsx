import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { ContextId } from '../../../shared/domain/primitives';
import { useView } from '../../store/page';
import { allContexts } from '../../store/selectors';

interface ContextPickerProps {
  readonly value: ContextId | null;
  readonly onChange: (contextId: ContextId | null) => void;
  /** What null is called: "all contexts", "as the board". */
  readonly none: string;
  readonly label: string;
  /** Whether the label stands over the field. */
  readonly labelled?: boolean;
}

/** One context, or none. One that is not watched any more stays chosen under its id. */
export function ContextPicker({ value, onChange, none, label, labelled = false }: ContextPickerProps): ReactNode {
  const contexts = useView((view) => allContexts(view.contexts), []);
  const known = contexts.map(({ contextId, name }) => ({ value: String(contextId), label: name }));
  const isGone = value !== null && !known.some((one) => one.value === value);
  return (
    <Select
      size="xs"
      w={labelled ? '100%' : 190}
      aria-label={label}
      {...(labelled ? { label } : {})}
      data={[{ value: '', label: none }, ...known, ...(isGone ? [{ value, label: value }] : [])]}
      value={value ?? ''}
      allowDeselect={false}
      onChange={(next) => {
        const parsed = ContextId.safeParse(next);
        onChange(parsed.success ? parsed.data : null);
      }}
    />
  );
}
