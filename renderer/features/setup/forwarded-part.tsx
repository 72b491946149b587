import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SetupSurvey } from '../../../shared/contract/setup';
import type { Place, SetupWishes } from '../../../shared/domain/setup/wishes';
import { t } from '../../language/language';
import { AddByHand } from './add-by-hand';
import { Part } from './part';
import { problemOf } from './topics-part';

interface ForwardedProps {
  readonly survey: SetupSurvey;
  readonly wishes: SetupWishes;
  readonly onWishes: (wishes: SetupWishes) => void;
}

/** Other accounts and regions whose events are to arrive here. */
export function ForwardedPart({ survey, wishes, onWishes }: ForwardedProps): ReactNode {
  const { drsPlaces, place } = survey.discovered;
  const elsewhere = drsPlaces.filter((one) => !isSame(one, place));
  const chosen: readonly Place[] = wishes.forwardFrom ?? elsewhere.map(({ accountId, region }) => ({ accountId, region }));
  const added = chosen.filter((one) => !elsewhere.some((known) => isSame(known, one)));
  const choose = (next: readonly Place[]): void => onWishes({ ...wishes, forwardFrom: [...next] });
  const text = elsewhere.length === 0 ? t('setup.forwardedNone') : null;
  return (
    <Part title={t('setup.forwardedFrom')} text={text}>
      {[...elsewhere, ...added.map((one) => ({ ...one, servers: null }))].map(({ accountId, region, servers }) => (
        <Checkbox
          key={`${accountId}/${region}`}
          size="xs"
          label={
            servers === null
              ? t('setup.place', { account: accountId, region })
              : t('setup.placeServers', { account: accountId, region, servers: t('common.servers', { count: servers }) })
          }
          checked={chosen.some((one) => isSame(one, { accountId, region }))}
          onChange={(event) =>
            choose(
              event.currentTarget.checked
                ? [...chosen, { accountId, region }]
                : chosen.filter((one) => !isSame(one, { accountId, region })),
            )
          }
        />
      ))}
      <AddByHand
        label={t('setup.forwardLabel')}
        placeholder={`${place.accountId} us-west-2`}
        problemOf={(given) => problemOf({ forwardFrom: [placeOf(given)] })}
        onAdd={(given) => choose([...chosen.filter((one) => !isSame(one, placeOf(given))), placeOf(given)])}
      />
    </Part>
  );
}

/** `444455556666 us-west-2`; anything between the two will do. */
function placeOf(text: string): Place {
  const [accountId = '', region = ''] = text.split(/[\s,/]+(?:in\s+)?/);
  return { accountId, region };
}

function isSame(one: Place, other: Place): boolean {
  return one.accountId === other.accountId && one.region === other.region;
}
