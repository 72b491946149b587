import type { SourceHealth } from '../../shared/domain/health';
import { language, t } from '../language/language';

/** What a source reads, and of which account and region where it reads several: `DRS jobs of 444455556666 in eu-west-1`. */
export function sourceTitle({ source, title }: SourceHealth): string {
  if (language() === 'en') return title;
  const place = / of (.+)$/.exec(title)?.[1];
  const name = t(`ui.sourceTitle:${source}`);
  return place === undefined ? name : t('ui.sourceOf', { source: name, place });
}
