import { Button, Skeleton } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { memo, type ReactNode } from 'react';
import type { PlacedWidget } from '../../../shared/domain/boards/board';
import type { Range } from '../../../shared/domain/boards/range';
import type { ContextId } from '../../../shared/domain/primitives';
import { t } from '../../language/language';
import { useConsole } from '../../store/page';
import { widgetOf } from '../../widgets/registry';
import type { Frame } from '../../widgets/widget';
import { ErrorFrame } from './error-frame';
import { rangeWords } from './range-words';
import classes from './widget-frame.module.css';

interface WidgetFrameProps {
  readonly placed: PlacedWidget;
  /** The board's; a widget may have its own. */
  readonly range: Range;
  readonly contextId: ContextId | null;
  readonly mode: Frame['mode'];
  /** At the right of the title. */
  readonly tools?: ReactNode;
}

/** One widget with its title. Whatever goes wrong inside is said inside, and takes nothing else along. */
export const WidgetFrame = memo(function WidgetFrame({ placed, range, contextId, mode, tools }: WidgetFrameProps): ReactNode {
  const title = titleOf(placed);
  return (
    <section className={classes.frame} data-mode={mode} aria-label={title} data-widget={placed.type}>
      <header className={classes.head}>
        <h2 className={classes.title} title={title}>
          {title}
        </h2>
        {placed.range === undefined ? null : <span className={classes.own}>{rangeWords(placed.range)}</span>}
        <OwnContext contextId={placed.contextId} />
        {tools}
      </header>
      <Body placed={placed} range={placed.range ?? range} contextId={placed.contextId ?? contextId} mode={mode} />
    </section>
  );
});

/** What stands over a widget. */
export function titleOf(placed: PlacedWidget): string {
  if (placed.title !== undefined && placed.title.trim() !== '') return placed.title;
  const widget = widgetOf(placed.type);
  return widget === null ? placed.type : (widget.titled(placed.settings) ?? t(widget.title));
}

function OwnContext({ contextId }: { contextId: ContextId | undefined }): ReactNode {
  const name = useConsole((data) => (contextId === undefined ? null : (data.held?.view.contexts[contextId]?.name ?? contextId)));
  return name === null ? null : <span className={classes.own}>{name}</span>;
}

interface BodyProps {
  readonly placed: PlacedWidget;
  readonly range: Range;
  readonly contextId: ContextId | null;
  readonly mode: Frame['mode'];
}

function Body({ placed, range, contextId, mode }: BodyProps): ReactNode {
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const loaded = useConsole((data) => data.held !== null);
  const measured = width > 0 && height > 0;
  return (
    <div ref={ref} className={classes.body}>
      {measured && loaded ? (
        <Drawn placed={placed} frame={{ range, contextId, width, height, mode }} />
      ) : (
        <Skeleton height="100%" role="status" aria-busy="true" aria-label={t('boards.loading')} />
      )}
    </div>
  );
}

function Drawn({ placed, frame }: { placed: PlacedWidget; frame: Frame }): ReactNode {
  const widget = widgetOf(placed.type);
  if (widget === null) return <Note text={t('boards.unknownKind', { kind: placed.type })} next={t('boards.unknownKindNext')} />;
  const wrong = widget.check(placed.settings);
  if (wrong !== null)
    return (
      <Note text={t('boards.badSetting', { field: wrong.field })} next={`${wrong.message}. ${t('boards.badSettingNext')}`} />
    );
  const broken = (again: () => void): ReactNode => (
    <Note
      text={t('boards.broken')}
      next={t('boards.brokenNext')}
      action={
        <Button size="compact-xs" variant="default" onClick={again}>
          {t('boards.tryAgain')}
        </Button>
      }
    />
  );
  return (
    <ErrorFrame of={placed} broken={broken}>
      {widget.draw(placed.settings, frame)}
    </ErrorFrame>
  );
}

function Note({ text, next, action }: { text: string; next: string; action?: ReactNode }): ReactNode {
  return (
    <div className={classes.note}>
      <p className={classes.noteText}>{text}</p>
      <p className={classes.noteNext}>{next}</p>
      {action}
    </div>
  );
}
