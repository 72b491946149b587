import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../../language/language';
import { useGo } from '../../../store/page';

/** Where nobody can be asked yet, the way to where people are added. */
export function PeopleFirst(): ReactNode {
  const go = useGo();
  return (
    <Button size="compact-sm" onClick={() => go({ screen: 'alerting', tab: 'people', id: null })}>
      {t('onCall.toPeople')}
    </Button>
  );
}
