import { Button, ColorInput, FileButton, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Branding } from '../../../../shared/domain/notifications/defaults';
import { t } from '../../../language/language';
import classes from '../../../ui/editing/editing.module.css';
import type { DefaultsSection } from './defaults-form';
import own from './settings.module.css';

const MOST_LOGO_BYTES = 64 * 1024;

/** Whose messages they are. */
export function BrandingSection({ defaults, problems, onChange }: DefaultsSection): ReactNode {
  const { Branding: branding } = defaults;
  const set = (change: Partial<Branding>): void => onChange({ ...defaults, Branding: { ...branding, ...change } });
  return (
    <fieldset className={classes.section}>
      <legend className={classes.legend}>{t('notificationSettings.branding')}</legend>
      <div className={own.fields}>
        <TextInput
          size="xs"
          label={t('notificationSettings.organisation')}
          maxLength={100}
          value={branding.OrganizationName}
          onChange={(event) => set({ OrganizationName: event.currentTarget.value })}
        />
        <ColorInput
          size="xs"
          label={t('notificationSettings.colour')}
          withEyeDropper={false}
          value={branding.PrimaryColor}
          error={problems['Branding.PrimaryColor']}
          onChange={(PrimaryColor) => set({ PrimaryColor })}
        />
        <Textarea
          size="xs"
          label={t('notificationSettings.footerOfMails')}
          autosize
          minRows={1}
          maxRows={4}
          maxLength={500}
          value={branding.FooterText}
          onChange={(event) => set({ FooterText: event.currentTarget.value })}
        />
        <Logo logo={branding.Logo} error={problems['Branding.Logo']} onChange={(Logo) => set({ Logo })} />
      </div>
    </fieldset>
  );
}

interface LogoProps {
  readonly logo: string | undefined;
  readonly error: string | undefined;
  readonly onChange: (logo: string | undefined) => void;
}

function Logo({ logo, error, onChange }: LogoProps): ReactNode {
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (file: File | null): Promise<void> => {
    if (file === null) return;
    const read = await logoOf(file);
    setProblem(read.ok ? null : read.error);
    if (read.ok) onChange(read.value);
  };
  return (
    <div className={own.logo}>
      <span className={own.keptLabel}>{t('notificationSettings.logo')}</span>
      {logo === undefined ? (
        <span className={classes.dim}>{t('notificationSettings.nonePNGJPEGOrGIFAt')}</span>
      ) : (
        <img src={logo} alt={t('notificationSettings.theLogoAsMailsShowIt')} className={own.logoImage} />
      )}
      <div className={own.pair}>
        <FileButton onChange={(file) => void take(file)} accept="image/png,image/jpeg,image/gif">
          {(props) => (
            <Button size="compact-xs" variant="default" {...props}>
              {t('notificationSettings.choose')}
            </Button>
          )}
        </FileButton>
        {logo === undefined ? null : (
          <Button size="compact-xs" variant="subtle" onClick={() => onChange(undefined)}>
            {t('notificationSettings.remove')}
          </Button>
        )}
      </div>
      <span role="status" className={classes.failed}>
        {problem ?? error ?? ''}
      </span>
    </div>
  );
}

/** The first bytes decide what a file is, whatever its name says. */
const signatures: readonly { readonly type: string; readonly bytes: readonly number[] }[] = [
  { type: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { type: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
  { type: 'image/gif', bytes: [0x47, 0x49, 0x46, 0x38] },
];

type LogoRead = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly error: string };

async function logoOf(file: Blob): Promise<LogoRead> {
  if (file.size > MOST_LOGO_BYTES)
    return { ok: false, error: t('notificationSettings.itHasValueKBAtMost', { value: Math.ceil(file.size / 1024) }) };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const found = signatures.find((one) => one.bytes.every((byte, index) => bytes[index] === byte));
  if (found === undefined) return { ok: false, error: t('notificationSettings.thisIsNoPNGJPEGOr') };
  return {
    ok: true,
    value: `data:${found.type};base64,${btoa(String.fromCharCode(...bytes))}`,
  };
}
