import { Button, CopyButton, Select, TextInput, VisuallyHidden } from '@mantine/core';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { TokenInfo } from '../../../shared/contract/console';
import { useConnection, usePage } from '../../store/page';
import { useCommand } from '../../store/use-command';
import { Moment } from '../../ui/time';
import classes from './settings-screen.module.css';

const roles = [
  { value: 'view', label: 'View: look only' },
  { value: 'act', label: 'Act: answer and command' },
  { value: 'admin', label: 'Admin: settings and tokens too' },
] satisfies { value: TokenInfo['role']; label: string }[];

/** Who may reach this console over the network: tokens with a name and a role. A token's value is shown once, when it is made. */
export function Tokens(): ReactNode {
  const { link } = usePage();
  const live = useConnection().kind === 'live';
  const command = useCommand();
  const [tokens, setTokens] = useState<readonly TokenInfo[]>([]);
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
      (error: unknown) => setProblem(error instanceof Error ? error.message : 'The console gave no reason.'),
    );
  }, [link]);
  useEffect(() => {
    if (live) read();
  }, [live, read]);

  const revoke = async (token: TokenInfo): Promise<void> => {
    const done = await command(`revoke ${token.name}`, (client) => client.tokens.revoke({ tokenId: token.tokenId }));
    if (done.ok) read();
  };

  return (
    <section>
      <h2 className={classes.heading}>Access tokens</h2>
      <p className={classes.note}>
        {problem === null
          ? 'Scripts, browsers and wall displays reach this console with a token; what they do is recorded under its name.'
          : `The tokens could not be read: ${problem}`}
      </p>
      <table className={classes.tokens}>
        <thead>
          <tr>
            <th>Name</th>
            <th>Role</th>
            <th>Made</th>
            <th>Last used</th>
            <th>
              <VisuallyHidden>Revoke</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <tr key={token.tokenId} className={token.revokedAt === null ? undefined : classes.revoked}>
              <td>{token.name}</td>
              <td>{token.role}</td>
              <td>
                <Moment at={token.madeAt} />
              </td>
              <td>{token.lastUsedAt === null ? 'never' : <Moment at={token.lastUsedAt} />}</td>
              <td>
                {token.revokedAt === null ? (
                  <Button
                    variant="subtle"
                    c="var(--failed)"
                    color="red"
                    size="compact-xs"
                    onClick={() => void revoke(token)}
                    aria-label={`Revoke ${token.name}`}
                  >
                    Revoke
                  </Button>
                ) : (
                  'revoked'
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
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
    const done = await command('make a token', (client) => client.tokens.make({ name: name.trim(), role }));
    if (!done.ok) return;
    setName('');
    onMade(done.value.name, done.value.token);
  };
  return (
    <div className={classes.make}>
      <TextInput
        size="xs"
        w={200}
        label="Name"
        placeholder="wall display"
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        size="xs"
        w={240}
        label="Role"
        data={roles}
        value={role}
        allowDeselect={false}
        onChange={(value) => setRole(roles.find((one) => one.value === value)?.value ?? 'view')}
      />
      <Button size="xs" disabled={name.trim() === ''} onClick={() => void make()}>
        Make token
      </Button>
    </div>
  );
}

function Made({ name, token }: { name: string; token: string }): ReactNode {
  return (
    <div className={classes.made} role="status">
      <span>The token of {name} is shown only now. Keep it somewhere safe.</span>
      <span className={classes.secret}>{token}</span>
      <CopyButton value={token}>
        {({ copied, copy }) => (
          <Button size="compact-sm" variant="default" onClick={copy} style={{ alignSelf: 'start' }}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
