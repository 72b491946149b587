import type { Branding } from '../notifications/defaults';

export interface Logo {
  readonly contentType: string;
  readonly base64: string;
}

/** How the bytes of each kind of picture begin, in base64. */
const beginnings: Readonly<Record<string, string>> = {
  'image/png': 'iVBORw0KGgo',
  'image/jpeg': '/9j/',
  'image/gif': 'R0lGOD',
};

/** The logo of the settings, or null where none is set or it is no picture. */
export function logoOf({ Logo: text }: Pick<Branding, 'Logo'>): Logo | null {
  const match = /^data:(image\/(?:png|jpeg|gif));base64,([A-Za-z0-9+/]+={0,2})$/.exec(text ?? '');
  const [, contentType = '', base64 = ''] = match ?? [];
  const beginning = beginnings[contentType];
  return beginning !== undefined && base64.startsWith(beginning) ? { contentType, base64 } : null;
}
