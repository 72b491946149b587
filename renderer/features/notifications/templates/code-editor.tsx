import { Textarea } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { TemplateProblem } from '../../../../shared/domain/notifications/template';
import type { Code } from './code-mirror';
import classes from './templates.module.css';

interface CodeEditorProps {
  readonly label: string;
  readonly text: string;
  readonly isHtml: boolean;
  readonly readOnly: boolean;
  readonly problems: readonly TemplateProblem[];
  /** A place to go to; a new object goes there again. */
  readonly target: { readonly line: number; readonly column: number } | null;
  readonly onChange: (text: string) => void;
  readonly onSave: () => void;
}

/** The Liquid of one field. Until its code has been loaded, or where it cannot be, a plain field does the same. */
export function CodeEditor(props: CodeEditorProps): ReactNode {
  const { label, text, isHtml, readOnly, problems, target } = props;
  const place = useRef<HTMLDivElement>(null);
  const newest = useRef(props);
  newest.current = props;
  const [code, setCode] = useState<Code | null>(null);
  const [plain, setPlain] = useState(false);

  useEffect(() => {
    let opened: Code | null = null;
    let isOver = false;
    void import('./code-mirror').then(
      ({ openCode }) => {
        const parent = place.current;
        if (isOver || parent === null) return;
        opened = openCode({
          parent,
          text: newest.current.text,
          label,
          isHtml,
          readOnly,
          onChange: (next) => newest.current.onChange(next),
          onSave: () => newest.current.onSave(),
        });
        setCode(opened);
      },
      () => setPlain(true),
    );
    return () => {
      isOver = true;
      opened?.destroy();
      setCode(null);
    };
  }, [label, isHtml, readOnly]);
  useEffect(() => code?.setText(text), [code, text]);
  useEffect(() => code?.show(problems), [code, problems]);
  useEffect(() => {
    if (target !== null) code?.goTo(target.line, target.column);
  }, [code, target]);

  if (plain)
    return (
      <Textarea
        aria-label={label}
        className={classes.plain}
        readOnly={readOnly}
        autosize
        minRows={12}
        value={text}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
    );
  return <div ref={place} className={classes.code} />;
}
