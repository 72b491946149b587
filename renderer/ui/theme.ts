import {
  type CSSVariablesResolver,
  createTheme,
  type MantineThemeOverride,
  Modal,
  ModalHeader,
  Notification,
} from '@mantine/core';
import { t } from '../language/language';

/**
 * Base 14 px, tables 13 px, headings 16, 20 and 28; spacing in steps of 4. Colours by meaning are in `tokens.css`.
 * What every dialog and message says is in the language in force.
 */
export function themeOf(): MantineThemeOverride {
  return createTheme({
    fontFamily: 'system-ui, "Segoe UI", "Noto Sans", "Liberation Sans", "DejaVu Sans", sans-serif',
    fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "Liberation Mono", "DejaVu Sans Mono", monospace',
    fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
    headings: { fontWeight: '600', sizes: { h1: { fontSize: '28px' }, h2: { fontSize: '20px' }, h3: { fontSize: '16px' } } },
    spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
    colors: {
      // Text, lines and grounds of the dark theme, in the order in which components ask for them.
      dark: ['#e6eaf0', '#c4ccd8', '#a3acba', '#7e8796', '#3d4654', '#262d38', '#1a1f28', '#14181f', '#0f1319', '#0a0d12'],
    },
    primaryColor: 'blue',
    primaryShade: { light: 8, dark: 8 },
    defaultRadius: 4,
    cursorType: 'pointer',
    respectReducedMotion: true,
    focusRing: 'auto',
    components: {
      // A cross says nothing to a listener.
      Notification: Notification.extend({ defaultProps: { closeButtonProps: { 'aria-label': t('ui.closeMessage') } } }),
      Modal: Modal.extend({ defaultProps: { closeButtonProps: { 'aria-label': t('common.close') } } }),
      // Else each dialog would bring a second banner to the page.
      ModalHeader: ModalHeader.extend({ defaultProps: { role: 'presentation' } }),
    },
  });
}

export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--mantine-font-size-md': '14px' },
  dark: {
    '--mantine-color-body': '#14181f',
    '--mantine-color-text': '#e6eaf0',
    '--mantine-color-dimmed': '#a3acba',
    '--mantine-color-placeholder': '#8b95a5',
    '--mantine-color-default': '#1a1f28',
    '--mantine-color-default-hover': '#222936',
    '--mantine-color-default-border': '#3d4654',
    '--mantine-color-error': '#ff5d47',
  },
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#171b22',
    '--mantine-color-dimmed': '#4c5563',
    '--mantine-color-placeholder': '#667080',
    '--mantine-color-default': '#ffffff',
    '--mantine-color-default-hover': '#eef1f5',
    '--mantine-color-default-border': '#b9c0ca',
    '--mantine-color-error': '#a5123a',
  },
});
