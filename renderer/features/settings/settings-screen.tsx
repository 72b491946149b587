import { Select, Skeleton, Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import { type FeatureName, featureList, type Settings } from '../../../shared/domain/settings';
import type { Language } from '../../language/language';
import { t } from '../../language/language';
import { useConsole, useEngine } from '../../store/page';
import { useChangeSettings } from '../../store/use-settings';
import { Screen } from '../../ui/screen';
import screen from '../../ui/screen.module.css';
import { About } from './about';
import { ObjectivesEditor } from './objectives';
import classes from './settings-screen.module.css';
import { Tokens } from './tokens';

/** How this console behaves. Every change is taken at once, and is recorded. */
export function SettingsScreen(): ReactNode {
  const settings = useConsole((data) => data.settings);
  return (
    <Screen title={t('settings.title')}>
      <div className={screen.scroll}>
        <div className={classes.page}>
          {settings === null ? <Skeleton height={240} /> : <Choices settings={settings} />}
          {settings === null ? null : <ObjectivesEditor settings={settings} />}
          <Tokens />
          <About />
        </div>
      </div>
    </Screen>
  );
}

const themes = ['dark', 'light', 'system'] as const satisfies readonly Settings['theme'][];

/** Each calls itself by its own name, so that whoever reads no other finds it. */
const languages = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
] satisfies { value: Language; label: string }[];

function Choices({ settings }: { settings: Settings }): ReactNode {
  const change = useChangeSettings();
  const engine = useEngine();
  const { alerts, desktop } = settings;
  return (
    <>
      <section>
        <h2 className={classes.heading}>{t('settings.alerts')}</h2>
        <p className={classes.note}>
          {engine === null
            ? null
            : t('settings.popUp', {
                way: t(`settings.way:${engine.notifier.by}`),
                why: engine.notifier.why.replace(/\.$/, ''),
              })}
        </p>
        <Choice
          label={t('settings.sound')}
          text={t('settings.soundText')}
          checked={alerts.sound}
          onChange={(sound) => change((now) => ({ ...now, alerts: { ...now.alerts, sound } }))}
        />
        <Choice
          label={t('settings.quiet')}
          text={t('settings.quietText')}
          checked={alerts.doNotDisturb}
          onChange={(doNotDisturb) => change((now) => ({ ...now, alerts: { ...now.alerts, doNotDisturb } }))}
        />
      </section>
      <section>
        <h2 className={classes.heading}>{t('settings.appearance')}</h2>
        <Select
          label={t('settings.theme')}
          size="xs"
          w={180}
          mb="sm"
          data={themes.map((value) => ({ value, label: t(`settings.theme:${value}`) }))}
          value={settings.theme}
          allowDeselect={false}
          onChange={(value) => {
            const theme = themes.find((one) => one === value);
            if (theme !== undefined) void change((now) => ({ ...now, theme }));
          }}
        />
        <Select
          label={t('settings.language')}
          description={t('settings.languageText')}
          size="xs"
          w={400}
          mb="sm"
          data={languages}
          value={settings.language}
          allowDeselect={false}
          onChange={(value) => {
            const chosen = languages.find((one) => one.value === value)?.value;
            if (chosen !== undefined) void change((now) => ({ ...now, language: chosen }));
          }}
        />
        {engine?.host === 'desktop' ? (
          <Choice
            label={t('settings.startAtLogin')}
            text={t('settings.startAtLoginText')}
            checked={desktop.startAtLogin}
            onChange={(startAtLogin) => change((now) => ({ ...now, desktop: { ...now.desktop, startAtLogin } }))}
          />
        ) : null}
      </section>
      <section>
        <h2 className={classes.heading}>{t('settings.capabilities')}</h2>
        <p className={classes.note}>{t('settings.capabilitiesText')}</p>
        {featureNames(settings).map((name) => (
          <Choice
            key={name}
            label={t(`settings.feature:${name}`)}
            text={t(`settings.featureText:${name}`)}
            checked={settings.features[name]}
            onChange={(on) => change((now) => ({ ...now, features: { ...now.features, [name]: on } }))}
          />
        ))}
      </section>
    </>
  );
}

function featureNames(settings: Settings): FeatureName[] {
  const known = (name: string): name is FeatureName => name in featureList;
  return Object.keys(settings.features).filter(known);
}

interface ChoiceProps {
  readonly label: string;
  readonly text: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => Promise<void>;
}

function Choice({ label, text, checked, onChange }: ChoiceProps): ReactNode {
  return (
    <Switch
      className={classes.choice}
      label={label}
      description={text}
      checked={checked}
      onChange={(event) => void onChange(event.currentTarget.checked)}
    />
  );
}
