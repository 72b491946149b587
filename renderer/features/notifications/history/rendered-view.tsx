import type { ReactNode } from 'react';
import type { Rendered } from '../../../../shared/domain/notifications/rendered';
import { unreachable } from '../../../../shared/lib/unreachable';
import { t } from '../../../language/language';
import { JsonView } from '../../../ui/json-view';
import { Scroll } from '../../../ui/scroll';
import classes from '../notifications.module.css';

/** The words as they were sent. Mail shows its text part; how it looks is shown by the template editor. */
export function RenderedView({ rendered }: { rendered: Rendered }): ReactNode {
  switch (rendered.format) {
    case 'text':
    case 'mail':
      return (
        <>
          <p className={classes.subject}>{rendered.subject}</p>
          <Words text={rendered.text} />
        </>
      );
    case 'sms':
      return (
        <>
          <Words text={rendered.text} />
          <p className={classes.dim}>{t('notifications.encodedIn', { encoding: rendered.encoding, count: rendered.segments })}</p>
        </>
      );
    case 'slack':
      return (
        <>
          <p className={classes.subject}>{rendered.text}</p>
          <JsonView label={t('notifications.blocks')} value={rendered.blocks} />
        </>
      );
    case 'card':
      return (
        <>
          <p className={classes.subject}>{rendered.text}</p>
          <JsonView label={t('notifications.card')} value={rendered.card} />
        </>
      );
    case 'pagerduty':
      return (
        <>
          <p className={classes.subject}>
            {rendered.action}: {rendered.summary}
          </p>
          <JsonView label={t('notifications.details')} value={rendered.details} />
        </>
      );
    case 'body':
      return <Words text={rendered.body} />;
    case 'sns':
      return (
        <>
          <p className={classes.subject}>{rendered.subject}</p>
          <Words text={rendered.message} />
        </>
      );
    case 'desktop':
      return (
        <>
          <p className={classes.subject}>{rendered.title}</p>
          <Words text={rendered.body} />
        </>
      );
    default:
      return unreachable(rendered);
  }
}

function Words({ text }: { text: string }): ReactNode {
  return (
    <Scroll as="pre" className={classes.words}>
      {text}
    </Scroll>
  );
}
