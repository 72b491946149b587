import type { ReactNode } from 'react';
import { t } from '../../language/language';
import { useEngine, useUi, useView } from '../../store/page';
import { allContexts, allSources, inContext } from '../../store/selectors';
import { EmptyState } from '../../ui/empty-state';
import { Screen } from '../../ui/screen';
import screen from '../../ui/screen.module.css';
import { Calls } from './calls';
import { ContextCard } from './context-card';
import { Malformed } from './malformed';
import { Profiles } from './profiles';
import classes from './sources-screen.module.css';
import { useAccounts } from './use-accounts';

/** Which accounts and regions are watched, how each of their sources is doing, and what could not be understood. */
export function SourcesScreen(): ReactNode {
  const contextId = useUi((ui) => ui.contextId);
  const contexts = inContext(
    useView((view) => allContexts(view.contexts), []),
    contextId,
  );
  const sources = useView((view) => allSources(view.sources), []);
  const isRehearsal = useEngine()?.rehearsal !== null;
  const accounts = useAccounts();
  return (
    <Screen title={t('sources.title')}>
      <div className={screen.scroll}>
        <div className={classes.page}>
          {contexts.length === 0 ? <EmptyState text={t('sources.none')} next={t('sources.noneNext')} /> : null}
          {contexts.map((context) => (
            <ContextCard
              key={context.contextId}
              context={context}
              sources={sources.filter((source) => source.contextId === context.contextId)}
              item={accounts.contexts.get(context.contextId) ?? null}
              onChanged={accounts.read}
            />
          ))}
          {isRehearsal ? null : <Profiles accounts={accounts} />}
          <Calls calls={accounts.calls.filter((call) => contextId === null || call.contextId === contextId)} />
          <Malformed />
        </div>
      </div>
    </Screen>
  );
}
