import { Button, CopyButton, Modal, Select } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import type { SetupSurvey } from '../../../shared/contract/setup';
import type { ContextId } from '../../../shared/domain/primitives';
import type { ConsoleClient } from '../../bridge/client';
import { t } from '../../language/language';
import { usePage } from '../../store/page';
import { reasonOf } from '../../store/reason-of';
import { Scroll } from '../../ui/scroll';
import { SkeletonRows } from '../../ui/skeleton-rows';
import classes from './setup-screen.module.css';

interface ExportsProps {
  readonly contextId: ContextId;
  readonly survey: SetupSurvey;
  readonly opened: boolean;
  readonly onClose: () => void;
}

const policies = ['observe', 'alert', 'setup', 'manage', 'target-read', 'target-setup'];

/** The same plan for operators who may not create resources: as CloudFormation, and as IAM policies filled in for this account. */
export function Exports({ contextId, survey, opened, onClose }: ExportsProps): ReactNode {
  const { link } = usePage();
  const [kind, setKind] = useState('template');
  const [text, setText] = useState('');
  const { accountId, region } = survey.discovered.place;
  const elsewhere = placesOf(survey).filter((place) => place !== `${accountId}/${region}`);
  useEffect(() => {
    const client = link.client();
    if (!opened || client === null) return;
    setText('');
    textOf(client, contextId, kind).then(setText, (error: unknown) => setText(reasonOf(error)));
  }, [opened, kind, link, contextId]);
  return (
    <Modal opened={opened} onClose={onClose} title={t('setup.export')} size="xl" centered>
      <div className={classes.head}>
        <Select
          size="xs"
          w={380}
          aria-label={t('setup.whatToExport')}
          value={kind}
          allowDeselect={false}
          data={[
            { value: 'template', label: t('setup.cloudFormation', { account: accountId, region }) },
            ...elsewhere.map((place) => ({
              value: `template/${place}`,
              label: cloudFormationOf(place),
            })),
            ...policies.map((name) => ({ value: `policy/${name}`, label: t('setup.iamPolicy', { name }) })),
          ]}
          onChange={(value) => setKind(value ?? 'template')}
        />
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" disabled={text === ''} onClick={copy}>
              {copied ? t('setup.copied') : t('setup.copy')}
            </Button>
          )}
        </CopyButton>
      </div>
      {text === '' ? (
        <SkeletonRows rows={12} />
      ) : (
        <Scroll as="pre" className={classes.code}>
          {text}
        </Scroll>
      )}
    </Modal>
  );
}

function placesOf(survey: SetupSurvey): string[] {
  const forwarding = survey.plan.filter(({ resource }) => resource.kind === 'rule' || resource.kind === 'role');
  return [...new Set(forwarding.map(({ resource }) => `${resource.accountId}/${resource.region}`))];
}

function cloudFormationOf(place: string): string {
  const [account = '', region = ''] = place.split('/');
  return t('setup.cloudFormation', { account, region });
}

async function textOf(client: ConsoleClient, contextId: ContextId, kind: string): Promise<string> {
  const [what, first = '', second] = kind.split('/');
  if (what === 'policy') return pretty((await client.setup.policies({ contextId }))[first]);
  const place = second === undefined ? {} : { accountId: first, region: second };
  return pretty(await client.setup.template({ contextId, ...place }));
}

function pretty(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
