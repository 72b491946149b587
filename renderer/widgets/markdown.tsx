import { IconMarkdown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import ReactMarkdown from 'react-markdown';
import { z } from 'zod';
import { t } from '../language/language';
import { Address } from './parts/address';
import { Body, Teach } from './parts/body';
import parts from './parts/parts.module.css';
import { defineWidget, type Frame } from './widget';

const settings = z.object({ text: z.string().max(20_000).default('') });

/** A text of one's own: who to call, what to check first. */
export const markdown = defineWidget({
  type: 'markdown',
  title: 'widgets.markdown',
  text: 'widgets.markdownText',
  family: 'texts',
  icon: IconMarkdown,
  size: { w: 8, h: 5, minW: 3, minH: 2 },
  settings,
  fields: [{ name: 'text', kind: 'markdown', label: 'widgets.fieldText' }],
  Draw,
});

function Draw({ settings: { text }, frame }: { settings: z.output<typeof settings>; frame: Frame }): ReactNode {
  if (text.trim() === '') return <Teach frame={frame} text={t('widgets.markdownNone')} next={t('widgets.markdownNoneNext')} />;
  return (
    <Body frame={frame} scroll>
      <div className={parts.markdown}>
        <ReactMarkdown
          skipHtml
          // The page loads nothing from elsewhere, so a picture is its words.
          disallowedElements={['img']}
          unwrapDisallowed
          components={{
            a: ({ href, children }) => <Address href={href}>{children}</Address>,
          }}
        >
          {text}
        </ReactMarkdown>
      </div>
    </Body>
  );
}
