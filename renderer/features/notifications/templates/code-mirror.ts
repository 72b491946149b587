import { autocompletion, type Completion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { html } from '@codemirror/lang-html';
import { liquid } from '@codemirror/lang-liquid';
import { bracketMatching, defaultHighlightStyle, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { TemplateProblem } from '../../../../shared/domain/notifications/template';
import { fieldOffers, filterOffers, type Offer, variableOffers } from './completions';

export interface CodeOptions {
  readonly parent: HTMLElement;
  readonly text: string;
  readonly label: string;
  readonly isHtml: boolean;
  readonly readOnly: boolean;
  readonly onChange: (text: string) => void;
  readonly onSave: () => void;
}

/** A running editor. Tab is left to the page, so that the keyboard can leave. */
export interface Code {
  setText(text: string): void;
  show(problems: readonly TemplateProblem[]): void;
  goTo(line: number, column: number): void;
  destroy(): void;
}

/** Opens the editor of one field of a template. This file and what it needs is loaded when the first template is opened. */
export function openCode(options: CodeOptions): Code {
  const { parent, text, label, isHtml, readOnly, onChange, onSave } = options;
  let isOurs = false;
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        bracketMatching(),
        highlightActiveLine(),
        lintGutter(),
        liquid({
          ...(isHtml ? { base: html() } : {}),
          variables: variableOffers.map(completionOf('variable')),
          filters: filterOffers.map(completionOf('function')),
          properties: (path) => fieldOffers(path).map(completionOf('property')),
        }),
        autocompletion(),
        syntaxHighlighting(ours),
        syntaxHighlighting(defaultHighlightStyle, { fallback: true }),
        EditorView.lineWrapping,
        EditorState.readOnly.of(readOnly),
        EditorView.contentAttributes.of({ 'aria-label': label }),
        theme,
        keymap.of([
          {
            key: 'Mod-s',
            run: () => {
              onSave();
              return true;
            },
          },
          ...completionKeymap,
          ...historyKeymap,
          ...defaultKeymap,
        ]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !isOurs) onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    setText(next) {
      if (next === view.state.doc.toString()) return;
      isOurs = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
      isOurs = false;
    },
    show(problems) {
      view.dispatch(
        setDiagnostics(
          view.state,
          // What is wrong with the whole message has no place in it.
          problems.filter(({ line }) => line !== null).map((problem) => diagnosticOf(view, problem)),
        ),
      );
    },
    goTo(line, column) {
      const at = positionOf(view, line, column);
      view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}

function completionOf(type: string) {
  return ({ label, detail, info }: Offer): Completion => ({ label, detail, info, type });
}

function diagnosticOf(view: EditorView, { line, column, message, severity }: TemplateProblem): Diagnostic {
  const from = positionOf(view, line ?? 1, column ?? 1);
  return { from, to: Math.min(view.state.doc.length, from + 1), message, severity };
}

/** Lines and columns may lie behind the end: the text has been changed since they were told. */
function positionOf(view: EditorView, line: number, column: number): number {
  const { doc } = view.state;
  const found = doc.line(Math.max(1, Math.min(doc.lines, line)));
  return Math.min(found.to, found.from + Math.max(0, column - 1));
}

const ours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--conversion)' },
  { tag: tags.string, color: 'var(--succeeded)' },
  { tag: tags.number, color: 'var(--launch)' },
  { tag: tags.comment, color: 'var(--text-dim)', fontStyle: 'italic' },
  { tag: [tags.variableName, tags.propertyName], color: 'var(--snapshot)' },
  { tag: tags.tagName, color: 'var(--running)' },
  { tag: tags.attributeName, color: 'var(--cancelled)' },
  { tag: tags.invalid, color: 'var(--failed)' },
]);

const theme = EditorView.theme({
  '&': { height: '100%', fontSize: '12.5px', backgroundColor: 'var(--sunken)', color: 'var(--text)' },
  '&.cm-focused': {
    outline: '2px solid var(--focus)',
  },
  '.cm-scroller': { fontFamily: 'var(--mantine-font-family-monospace)', lineHeight: '1.5' },
  '.cm-gutters': {
    backgroundColor: 'var(--raised)',
    color: 'var(--text-dim)',
    borderRight: '1px solid var(--line)',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--hover)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--chosen)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--raised)',
    color: 'var(--text)',
    border: '1px solid var(--line-strong)',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--chosen)', color: 'var(--text)' },
  '.cm-completionDetail': { color: 'var(--text-dim)' },
});
