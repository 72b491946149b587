import type { ReactNode } from 'react';
import type { MalformedMessage } from '../../../shared/domain/view';
import { t } from '../../language/language';
import { useView } from '../../store/page';
import { formatBytes } from '../../ui/format';
import { JsonView } from '../../ui/json-view';
import { Moment } from '../../ui/time';
import classes from './sources-screen.module.css';

/** Messages kept aside: nothing that arrived is thrown away because it could not be read. */
export function Malformed(): ReactNode {
  const messages = useView((view) => view.malformed, {});
  const newestFirst = Object.values(messages).sort((a: MalformedMessage, b: MalformedMessage) =>
    a.receivedAt < b.receivedAt ? 1 : -1,
  );
  return (
    <section>
      <h2 className={classes.heading}>{t('sources.malformed')}</h2>
      {newestFirst.length === 0 ? <p className={classes.dim}>{t('sources.malformedNone')}</p> : null}
      {newestFirst.map((message) => (
        <div key={message.id} className={classes.message}>
          <Moment at={message.receivedAt} /> · {message.reason} · {formatBytes(message.sizeBytes)}
          <JsonView value={message.excerpt} label={t('sources.beganWith')} />
        </div>
      ))}
    </section>
  );
}
