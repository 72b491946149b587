import { Select, Skeleton, Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import { type FeatureName, featureList, type Settings } from '../../../shared/domain/settings';
import type { EngineView } from '../../../shared/domain/view';
import { useConsole, useEngine } from '../../store/page';
import { useChangeSettings } from '../../store/use-settings';
import { Screen } from '../../ui/screen';
import screen from '../../ui/screen.module.css';
import { About } from './about';
import classes from './settings-screen.module.css';
import { Tokens } from './tokens';

/** How this console behaves. Every change is taken at once, and is recorded. */
export function SettingsScreen(): ReactNode {
  const settings = useConsole((data) => data.settings);
  return (
    <Screen title="Settings">
      <div className={screen.scroll}>
        <div className={classes.page}>
          {settings === null ? <Skeleton height={240} /> : <Choices settings={settings} />}
          <Tokens />
          <About />
        </div>
      </div>
    </Screen>
  );
}

const themes = [
  { value: 'dark', label: 'Dark' },
  { value: 'light', label: 'Light' },
  { value: 'system', label: 'As the system' },
] satisfies { value: Settings['theme']; label: string }[];

const ways: Readonly<Record<EngineView['notifier']['by'], string>> = {
  'node-notifier': 'as native alerts, through node-notifier',
  'electron-notification': 'as native alerts of this window',
  'notify-send': 'as native alerts, through notify-send',
  'in-app': 'inside the console only',
};

function Choices({ settings }: { settings: Settings }): ReactNode {
  const change = useChangeSettings();
  const engine = useEngine();
  const { alerts, desktop } = settings;
  return (
    <>
      <section>
        <h2 className={classes.heading}>Alerts</h2>
        <p className={classes.note}>
          {engine === null ? null : `Alerts pop up ${ways[engine.notifier.by]}: ${engine.notifier.why.replace(/\.$/, '')}.`}
        </p>
        <Choice
          label="Sound"
          text="Ring when something new needs an answer."
          checked={alerts.sound}
          onChange={(sound) => change((now) => ({ ...now, alerts: { ...now.alerts, sound } }))}
        />
        <Choice
          label="Do not disturb"
          text="Only critical alerts pop up and ring; everything stays in the console."
          checked={alerts.doNotDisturb}
          onChange={(doNotDisturb) => change((now) => ({ ...now, alerts: { ...now.alerts, doNotDisturb } }))}
        />
      </section>
      <section>
        <h2 className={classes.heading}>Appearance and start</h2>
        <Select
          label="Theme"
          size="xs"
          w={180}
          mb="sm"
          data={themes}
          value={settings.theme}
          allowDeselect={false}
          onChange={(value) => {
            const theme = themes.find((one) => one.value === value)?.value;
            if (theme !== undefined) void change((now) => ({ ...now, theme }));
          }}
        />
        {engine?.host === 'desktop' ? (
          <Choice
            label="Start at login"
            text="The console begins to watch when you sign in to this computer."
            checked={desktop.startAtLogin}
            onChange={(startAtLogin) => change((now) => ({ ...now, desktop: { ...now.desktop, startAtLogin } }))}
          />
        ) : null}
      </section>
      <section>
        <h2 className={classes.heading}>Capabilities</h2>
        <p className={classes.note}>What is off is not there at all: an organisation can take the console step by step.</p>
        {featureNames(settings).map((name) => (
          <Choice
            key={name}
            label={featureList[name].title}
            text={featureList[name].text}
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
