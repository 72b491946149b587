const MOST_BYTES = 64 * 1024;

/** How each kind of picture begins. */
const BEGINNINGS: Readonly<Record<string, readonly string[]>> = {
  'image/png': ['89504e470d0a1a0a'],
  'image/jpeg': ['ffd8ff'],
  'image/gif': ['474946383761', '474946383961'],
};

/** What is wrong with a logo given as a `data:` address, or null. Its bytes are looked at: a name proves nothing. */
export function logoProblem(logo: string): string | null {
  const [, type, base64] = /^data:([a-z]+\/[a-z+.-]+);base64,([A-Za-z0-9+/]+={0,2})$/.exec(logo) ?? [];
  const beginnings = BEGINNINGS[type ?? ''];
  if (beginnings === undefined || base64 === undefined) return 'give a picture as data:image/png;base64,… (PNG, JPEG or GIF)';
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > MOST_BYTES) return `the picture has ${Math.ceil(bytes.length / 1024)} KB; mails carry at most 64`;
  const begins = bytes.subarray(0, 8).toString('hex');
  return beginnings.some((beginning) => begins.startsWith(beginning)) ? null : `this is no ${type} picture`;
}
