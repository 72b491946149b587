import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../language/language';
import { usePage, useUi, useView } from '../store/page';
import { allContexts } from '../store/selectors';
import { contextColour } from '../ui/context-colour';
import classes from './context-switcher.module.css';

/** Which profile and region all screens are about; without a choice, all of them. */
export function ContextSwitcher(): ReactNode {
  const { ui } = usePage();
  const contexts = useView((view) => allContexts(view.contexts), []);
  const contextId = useUi((data) => data.contextId);
  const chosen = contexts.find((one) => one.contextId === contextId) ?? (contexts.length === 1 ? (contexts[0] ?? null) : null);
  return (
    <Menu position="bottom-start" width={340} withInitialFocusPlaceholder={false} disabled={contexts.length < 2}>
      <Menu.Target>
        <UnstyledButton
          className={classes.switcher}
          data-tour="context"
          aria-label={t('shell.context', { name: chosen?.name ?? t('shell.allContextsSmall') })}
        >
          <span
            className={classes.dot}
            style={{ background: chosen === null ? 'var(--unknown)' : contextColour(chosen.colour) }}
          />
          <span className={classes.name}>
            {chosen?.name ?? (contexts.length === 0 ? t('shell.noContext') : t('shell.allOf', { n: contexts.length }))}
          </span>
          {chosen === null ? null : (
            <span className={classes.place}>
              {chosen.region} · {t(`ui.environment:${chosen.environment}`)}
            </span>
          )}
          {contexts.length < 2 ? null : <IconChevronDown size={14} aria-hidden="true" />}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          onClick={() => ui.setState({ contextId: null })}
          rightSection={contextId === null ? <IconCheck size={14} /> : null}
        >
          {t('shell.allContexts')}
        </Menu.Item>
        {contexts.map((one) => (
          <Menu.Item
            key={one.contextId}
            onClick={() => ui.setState({ contextId: one.contextId })}
            leftSection={<span className={classes.dot} style={{ background: contextColour(one.colour) }} />}
            rightSection={contextId === one.contextId ? <IconCheck size={14} /> : null}
          >
            {one.name}{' '}
            <span className={classes.place}>
              {one.region} · {t(`ui.environment:${one.environment}`)}
            </span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
