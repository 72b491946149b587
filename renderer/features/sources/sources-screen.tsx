import type { ReactNode } from 'react';
import { useUi, useView } from '../../store/page';
import { allContexts, allSources, inContext } from '../../store/selectors';
import { EmptyState } from '../../ui/empty-state';
import { Screen } from '../../ui/screen';
import screen from '../../ui/screen.module.css';
import { ContextCard } from './context-card';
import { Malformed } from './malformed';
import classes from './sources-screen.module.css';

/** Which accounts and regions are watched, how each of their sources is doing, and what could not be understood. */
export function SourcesScreen(): ReactNode {
  const contextId = useUi((ui) => ui.contextId);
  const contexts = inContext(
    useView((view) => allContexts(view.contexts), []),
    contextId,
  );
  const sources = useView((view) => allSources(view.sources), []);
  return (
    <Screen title="Sources and accounts">
      <div className={screen.scroll}>
        <div className={classes.page}>
          {contexts.length === 0 ? (
            <EmptyState
              text="No account is being watched."
              next="Start the console with --profile and --region, or with --rehearse payroll-drill."
            />
          ) : null}
          {contexts.map((context) => (
            <ContextCard
              key={context.contextId}
              context={context}
              sources={sources.filter((source) => source.contextId === context.contextId)}
            />
          ))}
          <Malformed />
        </div>
      </div>
    </Screen>
  );
}
