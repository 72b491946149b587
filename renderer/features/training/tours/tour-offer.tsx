import { Button } from '@mantine/core';
import { IconMap2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../../../language/language';
import { useTour } from './use-tour';

/** A quiet offer in the top bar: in words until it was taken once, then as an icon. */
export function TourOffer(): ReactNode {
  const { tour, allowed, fresh, start } = useTour();
  if (tour === null) return null;
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      color="gray"
      flex="none"
      disabled={!allowed}
      title={allowed ? t('tours.offerScreen') : t('tours.notNow')}
      aria-label={t('tours.offerScreen')}
      leftSection={fresh ? <IconMap2 size={14} aria-hidden="true" /> : undefined}
      onClick={start}
    >
      {fresh ? t('tours.offer') : <IconMap2 size={16} aria-hidden="true" />}
    </Button>
  );
}
