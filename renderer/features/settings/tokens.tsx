import { Button, CopyButton, Select, TextInput, VisuallyHidden } from '@mantine/core';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { TokenInfo } from '../../../shared/contract/console';
import { t } from '../../language/language';
import { useConnection, usePage } from '../../store/page';
import { reasonOf } from '../../store/reason-of';
import { useCommand } from '../../store/use-command';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { Moment } from '../../ui/time';
import classes from './settings-screen.module.css';

const roles = ['view', 'act', 'admin'] as const satisfies readonly TokenInfo['role'][];

/** Who may reach this console over the network: tokens with a name and a role. A token's value is shown once, when it is made. */
export function Tokens(): ReactNode {
  const { link } = usePage();
  const live = useConnection().kind === 'live';
  const command = useCommand();
  const [tokens, setTokens] = useState<readonly TokenInfo[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [made, setMade] = useState<{ name: string; token: string } | null>(null);

  const read = useCallback((): void => {
    const client = link.client();
    if (client === null) return;
    client.tokens.list({ limit: 1000 }).then(
      (page) => {
        setTokens(page.items);
        setProblem(null);
      },
      (error: unknown) => setProblem(reasonOf(error)),
    );
  }, [link]);
  useEffect(() => {
    if (live) read();
  }, [live, read]);

  const revoke = async (token: TokenInfo): Promise<void> => {
    const done = await command(t('settings.doRevoke', { name: token.name }), (client) =>
      client.tokens.revoke({ tokenId: token.tokenId }),
    );
    if (done.ok) read();
  };

  return (
    <section>
      <h2 className={classes.heading}>{t('settings.tokens')}</h2>
      <p className={classes.note}>{problem === null ? t('settings.tokensText') : t('settings.tokensUnread', { problem })}</p>
      <table className={classes.tokens}>
        <thead>
          <tr>
            <th>{t('settings.name')}</th>
            <th>{t('settings.role')}</th>
            <th>{t('settings.made')}</th>
            <th>{t('settings.lastUsed')}</th>
            <th>
              <VisuallyHidden>{t('settings.revoke')}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {tokens?.map((token) => (
            <tr key={token.tokenId} className={token.revokedAt === null ? undefined : classes.revoked}>
              <td>{token.name}</td>
              <td>{t(`settings.roleName:${token.role}`)}</td>
              <td>
                <Moment at={token.madeAt} />
              </td>
              <td>{token.lastUsedAt === null ? t('settings.never') : <Moment at={token.lastUsedAt} />}</td>
              <td>
                {token.revokedAt === null ? (
                  <Button
                    variant="subtle"
                    c="var(--failed)"
                    color="red"
                    size="compact-xs"
                    onClick={() => void revoke(token)}
                    aria-label={t('settings.revokeOne', { name: token.name })}
                  >
                    {t('settings.revoke')}
                  </Button>
                ) : (
                  t('settings.revoked')
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {tokens === null && problem === null ? <SkeletonRows rows={3} label={t('settings.tokens')} /> : null}
      <MakeToken
        onMade={(name, token) => {
          setMade({ name, token });
          read();
        }}
      />
      {made === null ? null : <Made {...made} />}
    </section>
  );
}

function MakeToken({ onMade }: { onMade: (name: string, token: string) => void }): ReactNode {
  const command = useCommand();
  const [name, setName] = useState('');
  const [role, setRole] = useState<TokenInfo['role']>('view');
  const make = async (): Promise<void> => {
    const done = await command(t('settings.doMake'), (client) => client.tokens.make({ name: name.trim(), role }));
    if (!done.ok) return;
    setName('');
    onMade(done.value.name, done.value.token);
  };
  return (
    <div className={classes.make}>
      <TextInput
        size="xs"
        w={200}
        label={t('settings.name')}
        placeholder={t('settings.wallDisplay')}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        size="xs"
        w={240}
        label={t('settings.role')}
        data={roles.map((value) => ({ value, label: t(`settings.role:${value}`) }))}
        value={role}
        allowDeselect={false}
        onChange={(value) => setRole(roles.find((one) => one === value) ?? 'view')}
      />
      <Button size="xs" disabled={name.trim() === ''} onClick={() => void make()}>
        {t('settings.makeToken')}
      </Button>
    </div>
  );
}

function Made({ name, token }: { name: string; token: string }): ReactNode {
  return (
    <div className={classes.made} role="status">
      <span>{t('settings.shownOnce', { name })}</span>
      <span className={classes.secret}>{token}</span>
      <CopyButton value={token}>
        {({ copied, copy }) => (
          <Button size="compact-sm" variant="default" onClick={copy} style={{ alignSelf: 'start' }}>
            {copied ? t('settings.copied') : t('settings.copy')}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
