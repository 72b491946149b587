import { IconExternalLink, IconLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { t } from '../language/language';
import { Address, isHere, isSafe } from './parts/address';
import { Body, Teach } from './parts/body';
import parts from './parts/parts.module.css';
import { defineWidget, type Frame } from './widget';

const settings = z.object({
  links: z
    .string()
    .max(10_000)
    .refine(
      (text) => linksOf(text).every(({ url }) => isSafe(url)),
      'every line needs an address that begins with https:// or #/',
    )
    .default(''),
});

/** Where else to look: runbooks, the bridge, the status page. */
export const links = defineWidget({
  type: 'links',
  title: 'widgets.links',
  text: 'widgets.linksText',
  family: 'texts',
  icon: IconLink,
  size: { w: 6, h: 4, minW: 3, minH: 2 },
  settings,
  fields: [{ name: 'links', kind: 'markdown', label: 'widgets.fieldLinks', help: 'widgets.fieldLinksHelp' }],
  Draw,
});

function Draw({ settings: chosen, frame }: { settings: z.output<typeof settings>; frame: Frame }): ReactNode {
  const all = linksOf(chosen.links);
  if (all.length === 0) return <Teach frame={frame} text={t('widgets.linksNone')} next={t('widgets.fieldLinksHelp')} />;
  return (
    <Body frame={frame} scroll>
      <ul className={parts.rows}>
        {all.map(({ name, url }) => (
          <li key={`${name} ${url}`} className={parts.row}>
            <Address href={url} className={parts.grow} title={url}>
              {name}
            </Address>
            {isHere(url) ? null : <IconExternalLink size={14} aria-hidden="true" />}
          </li>
        ))}
      </ul>
    </Body>
  );
}

/** One a line: `Runbook https://…`; without a name, the address is its name. */
function linksOf(text: string): readonly { readonly name: string; readonly url: string }[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const at = line.lastIndexOf(' ');
      const url = line.slice(at + 1);
      return { name: at < 0 ? url : line.slice(0, at).trim(), url };
    });
}
