import { Select, TextInput } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Format } from '../../../../shared/domain/notifications/rendered-format';
import type { StoredTemplate } from '../../../../shared/domain/notifications/template';
import { t } from '../../../language/language';
import editing from '../../../ui/editing/editing.module.css';
import { formatWords } from './format-words';
import { keyOf } from './template-key';
import classes from './templates.module.css';

interface ListProps {
  readonly templates: readonly StoredTemplate[];
  readonly selected: string | null;
  /** Keys of those with changes not saved. */
  readonly unsaved: readonly string[];
  readonly onOpen: (key: string) => void;
}

/** Every template: one's own first, then those that ship, by the form of their messages. */
export function TemplateList({ templates, selected, unsaved, onOpen }: ListProps): ReactNode {
  const [format, setFormat] = useState<Format | null>(null);
  const [find, setFind] = useState('');
  const list = useRef<HTMLUListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever comes by an address finds its template in sight
  useEffect(() => {
    // In braces: newer browsers answer a promise, which would be taken for what ends the effect.
    list.current?.querySelector('[aria-current=true]')?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const words = find.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = templates
    .filter((one) => format === null || one.format === format)
    .filter((one) =>
      words.every((word) => `${one.templateId} ${one.name} ${one.event} ${one.locale}`.toLowerCase().includes(word)),
    )
    .sort((a, b) => rankOf(a) - rankOf(b));
  return (
    <>
      <div className={classes.find}>
        <Select
          size="xs"
          placeholder={t('notificationTemplates.anyForm')}
          aria-label={t('notificationTemplates.formOfMessage')}
          clearable
          data={Format.options.map((value) => ({ value, label: formatWords[value] }))}
          value={format}
          onChange={(value) => setFormat(Format.options.find((one) => one === value) ?? null)}
        />
        <TextInput
          size="xs"
          placeholder={t('notificationTemplates.find')}
          aria-label={t('notificationTemplates.findTemplates')}
          value={find}
          onChange={(event) => setFind(event.currentTarget.value)}
        />
      </div>
      {shown.length === 0 ? <p className={editing.dim}>{t('notificationTemplates.noTemplateFits')}</p> : null}
      <ul className={editing.list} aria-label={t('notificationTemplates.templates')} ref={list}>
        {shown.map((one, index) => (
          <li key={keyOf(one)}>
            {groupOf(one) === groupOf(shown[index - 1]) ? null : <h3 className={classes.group}>{groupOf(one)}</h3>}
            <button
              type="button"
              className={editing.item}
              aria-current={keyOf(one) === selected}
              onClick={() => onOpen(keyOf(one))}
            >
              <span className={editing.itemHead}>
                <span className={editing.itemName}>{one.name}</span>
                {unsaved.includes(keyOf(one)) ? <span className={editing.tag}>{t('notificationTemplates.nOTSAVED')}</span> : null}
                {one.origin === 'own' ? (
                  <span className={editing.tag}>{t('notificationTemplates.oWNVersion', { version: one.version })}</span>
                ) : null}
              </span>
              <span className={editing.dim}>
                {formatWords[one.format]} · {one.event} ·{' '}
                {one.locale === 'en' && one.origin === 'shipped' ? t('notificationTemplates.sixLanguages') : one.locale}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function rankOf({ origin, format }: StoredTemplate): number {
  return origin === 'own' ? -1 : Format.options.indexOf(format);
}

/** What stands over the templates of its group; nothing where there is no template. */
function groupOf(template: StoredTemplate | undefined): string {
  if (template === undefined) return '';
  return template.origin === 'own' ? t('notificationTemplates.yourOwn') : formatWords[template.format];
}
