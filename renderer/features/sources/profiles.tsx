import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ProfileItem } from '../../../shared/contract/contexts';
import { ContextId } from '../../../shared/domain/primitives';
import { t } from '../../language/language';
import { tell, useCommand } from '../../store/use-command';
import { stepWords } from '../../ui/engine-words';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { StateMark } from '../../ui/state-mark';
import { howItSignsIn } from './access-words';
import classes from './sources-screen.module.css';
import type { Accounts } from './use-accounts';

/** Every profile of the AWS files, with what is wrong with it, and the way to watch it in a region. */
export function Profiles({ accounts }: { accounts: Accounts }): ReactNode {
  const { profiles, files, problem, isRead } = accounts;
  const broken = files.flatMap(({ path, brokenLines }) => brokenLines.map((line) => `${path}, ${line}`));
  return (
    <section>
      <h2 className={classes.heading}>{t('sources.profiles')}</h2>
      {problem === null ? null : <p className={classes.why}>{t('sources.profilesUnread', { problem })}</p>}
      {isRead || problem !== null ? null : <SkeletonRows rows={4} label={t('sources.profiles')} />}
      {isRead && profiles.length === 0 ? (
        <p className={classes.dim}>{t('sources.profilesNone', { files: files.map(({ path }) => path).join(t('sources.or')) })}</p>
      ) : null}
      {broken.map((line) => (
        <p key={line} className={classes.why}>
          {line}
        </p>
      ))}
      {profiles.length === 0 ? null : (
        <table className={classes.table}>
          <thead>
            <tr>
              <th>{t('sources.profile')}</th>
              <th>{t('sources.signsInBy')}</th>
              <th>{t('sources.canWork')}</th>
              <th>{t('sources.watchedIn')}</th>
              <th>{t('sources.watchElsewhere')}</th>
            </tr>
          </thead>
          <tbody>
            {profiles.map((profile) => (
              <ProfileRow key={profile.name} profile={profile} onChanged={accounts.read} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function ProfileRow({ profile, onChanged }: { profile: ProfileItem; onChanged: () => void }): ReactNode {
  const regions = profile.contexts.map((contextId) => contextId.slice(contextId.lastIndexOf('@') + 1));
  return (
    <tr>
      <td className={classes.strong}>{profile.name}</td>
      <td>{profile.works ? howItSignsIn(profile) : '—'}</td>
      <td>
        <StateMark
          spoken={profile.works ? { tone: 'succeeded', word: t('sources.yes') } : { tone: 'failed', word: t('sources.no') }}
        />
        {profile.message === null ? null : <p className={classes.why}>{profile.message}</p>}
        {profile.next === null ? null : <p className={classes.dim}>{stepWords(profile.next)}</p>}
      </td>
      <td>{regions.length === 0 ? t('sources.nowhere') : regions.join(', ')}</td>
      <td>
        <Watch profile={profile} isTaken={(region) => regions.includes(region)} onChanged={onChanged} />
      </td>
    </tr>
  );
}

const REGION = /^[a-z]{2,6}(-[a-z0-9]+)+$/;

function Watch({
  profile,
  isTaken,
  onChanged,
}: {
  profile: ProfileItem;
  isTaken: (region: string) => boolean;
  onChanged: () => void;
}): ReactNode {
  const command = useCommand();
  const first = profile.region !== null && !isTaken(profile.region) ? profile.region : '';
  const [region, setRegion] = useState<string | null>(null);
  const chosen = (region ?? first).trim();
  const watch = async (): Promise<void> => {
    const contextId = ContextId.parse(`${profile.name}@${chosen}`);
    const done = await command(t('sources.doWatch', { context: contextId }), (client) =>
      client.contexts.put({ contextId, watched: true }),
    );
    if (!done.ok) return;
    tell(t('sources.isWatched', { name: done.value.name, region: chosen }));
    setRegion(null);
    onChanged();
  };
  return (
    <div className={classes.watch}>
      <TextInput
        size="xs"
        w={130}
        aria-label={t('sources.regionOf', { profile: profile.name })}
        placeholder="us-east-1"
        value={region ?? first}
        onChange={(event) => setRegion(event.currentTarget.value)}
      />
      <Button
        size="xs"
        variant="default"
        aria-label={t('sources.watchOne', { profile: profile.name })}
        disabled={!REGION.test(chosen) || isTaken(chosen)}
        onClick={() => void watch()}
      >
        {t('sources.watch')}
      </Button>
    </div>
  );
}
