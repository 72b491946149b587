import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ContextItem } from '../../../shared/contract/contexts';
import { t } from '../../language/language';
import { Rich } from '../../language/rich';
import { stepWords } from '../../ui/engine-words';
import { Moment } from '../../ui/time';
import { CodeDialog } from './code-dialog';
import { SignInDialog } from './sign-in-dialog';
import classes from './sources-screen.module.css';

/** What a context needs of a person before it can be read, and the button that gives it. */
export function ContextAccess({ item, onChanged }: { item: ContextItem; onChanged: () => void }): ReactNode {
  const [asking, setAsking] = useState<'code' | 'sign-in' | null>(null);
  const close = (): void => {
    setAsking(null);
    onChanged();
  };
  const ends = item.sessionEndsAt === null ? null : <EndsAt at={item.sessionEndsAt} kind={item.kind} />;
  const wantsSignIn = item.state === 'needs-sign-in' || (item.kind === 'sso' && item.sessionEndsAt !== null);
  const says = item.message !== null && item.state !== 'failing';
  if (!says && ends === null) return null;
  return (
    <div className={classes.access} data-state={item.state}>
      <div>
        {says ? <p className={classes.why}>{item.message}</p> : null}
        {says && item.next !== null ? <p className={classes.dim}>{stepWords(item.next)}</p> : null}
        {item.signInRefusal === null ? null : (
          <p className={classes.why}>{t('sources.lastFailed', { why: item.signInRefusal })}</p>
        )}
        {ends}
      </div>
      {item.state === 'needs-code' ? (
        <Button size="xs" onClick={() => setAsking('code')}>
          {t('sources.giveCode')}
        </Button>
      ) : null}
      {wantsSignIn ? (
        <Button size="xs" onClick={() => setAsking('sign-in')}>
          {item.signIn === null ? t('sources.signIn') : t('sources.showCode')}
        </Button>
      ) : null}
      <CodeDialog item={item} opened={asking === 'code'} onClose={close} />
      <SignInDialog item={item} opened={asking === 'sign-in'} onClose={close} />
    </div>
  );
}

function EndsAt({ at, kind }: { at: string; kind: ContextItem['kind'] }): ReactNode {
  return (
    <p className={classes.dim}>
      <Rich text={t(kind === 'sso' ? 'sources.endsSignIn' : 'sources.endsCode')} parts={{ at: () => <Moment at={at} /> }} />
    </p>
  );
}
