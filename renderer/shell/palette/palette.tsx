import { Spotlight, spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { t } from '../../language/language';
import { useConsole } from '../../store/page';
import { paletteKeys } from '../shortcuts';
import { type Entry, matchEntries } from './entry';
import classes from './palette.module.css';
import { useEntries } from './use-entries';

const SHOWN = 30;

/** What scrolls must be reachable by keyboard; the list hands this on to its scroll area. */
const reachable = { viewportProps: { tabIndex: 0 } };

/** Go anywhere, do anything, by name. Its entries are made only while it is open. */
export function Palette(): ReactNode {
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState(false);
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      onSpotlightOpen={() => setOpen(true)}
      onSpotlightClose={() => setOpen(false)}
      shortcut={[...paletteKeys]}
      clearQueryOnClose
      size={640}
      radius="md"
      maxHeight={520}
      scrollable
      tagsToIgnore={[]}
      attributes={{ content: { 'aria-label': t('shell.findAnything') } }}
    >
      <Spotlight.Search
        placeholder={t('shell.palettePlaceholder')}
        leftSection={<IconSearch size={18} stroke={1.6} />}
        aria-label={t('shell.findAnything')}
      />
      {open ? <Results query={query} /> : null}
    </Spotlight.Root>
  );
}

function Results({ query }: { query: string }): ReactNode {
  const entries = useEntries();
  const loaded = useConsole((data) => data.held !== null);
  const found = matchEntries(entries, query, SHOWN);
  return (
    <Spotlight.ActionsList {...reachable}>
      {found.map((entry) => (
        <Spotlight.Action key={entry.id} onClick={() => pick(entry)} className={classes.action}>
          <entry.icon size={18} stroke={1.6} aria-hidden="true" />
          <span className={classes.label}>{entry.label}</span>
          <span className={classes.kind}>{entry.kind}</span>
        </Spotlight.Action>
      ))}
      {found.length === 0 ? (
        <Spotlight.Empty>{loaded ? t('shell.nothingCalled', { query }) : t('shell.nothingYet')}</Spotlight.Empty>
      ) : null}
    </Spotlight.ActionsList>
  );
}

function pick(entry: Entry): void {
  spotlight.close();
  entry.run();
}
