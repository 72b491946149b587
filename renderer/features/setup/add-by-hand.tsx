import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { t } from '../../language/language';
import classes from './setup-screen.module.css';

interface AddByHandProps {
  /** What is added, as the label says it: `Topic by its ARN`. */
  readonly label: string;
  readonly placeholder: string;
  /** Why the text is no such thing, or null. */
  readonly problemOf: (text: string) => string | null;
  readonly onAdd: (text: string) => void;
}

/** Adds what the account does not list, or may not list. */
export function AddByHand({ label, placeholder, problemOf, onAdd }: AddByHandProps): ReactNode {
  const [text, setText] = useState('');
  const trimmed = text.trim();
  const problem = trimmed === '' ? null : problemOf(trimmed);
  return (
    <form
      className={classes.byHand}
      onSubmit={(event) => {
        event.preventDefault();
        if (trimmed === '' || problem !== null) return;
        onAdd(trimmed);
        setText('');
      }}
    >
      <TextInput
        size="xs"
        className={classes.byHandText ?? ''}
        aria-label={label}
        placeholder={placeholder}
        error={problem}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button
        size="xs"
        variant="default"
        type="submit"
        disabled={trimmed === '' || problem !== null}
        aria-label={t('setup.addOne', { what: label })}
      >
        {t('setup.add')}
      </Button>
    </form>
  );
}
