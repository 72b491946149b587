import { app, protocol, session } from 'electron';
import { type Asset, loadAssets } from '../host/assets';
import { contentSecurityPolicy } from '../host/page-policy';

const SCHEME = 'app';
const ORIGIN = `${SCHEME}://tocsin`;

/** Where the page lives, and which addresses are it and so may speak to the engine. */
export interface Page {
  readonly url: string;
  isPage(url: string): boolean;
}

/** A scheme of our own gives the page an origin, which files do not have. */
const builtPage: Page = {
  url: `${ORIGIN}/index.html`,
  isPage: (url) => url === ORIGIN || url.startsWith(`${ORIGIN}/`),
};

/** The built page; while developing, the one of the server that reloads it (`npm run dev` names it, on loopback). */
export function pageOf(env: Readonly<Record<string, string | undefined>>): Page {
  const address = app.isPackaged ? undefined : env.ELECTRON_RENDERER_URL;
  if (address === undefined || !URL_OF_DEVELOPER.test(address)) return builtPage;
  const { origin } = new URL(address);
  return { url: address, isPage: (url) => url === origin || url.startsWith(`${origin}/`) };
}

const URL_OF_DEVELOPER = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\]):\d+(\/|$)/;

/** Must be called before Electron is ready. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, allowServiceWorkers: false } },
  ]);
}

/** Serves the built page under its own scheme, and lets the page ask for nothing but the clipboard. */
export async function servePage(dir: string): Promise<void> {
  const assets = await loadAssets(dir);
  protocol.handle(SCHEME, (request) => answer(assets, request.url));
  session.defaultSession.setPermissionRequestHandler((_contents, permission, decide) => decide(isHarmless(permission)));
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => isHarmless(permission));
}

const HEADERS = { 'content-security-policy': contentSecurityPolicy([]), 'x-content-type-options': 'nosniff' };

function answer(assets: ReadonlyMap<string, Asset>, address: string): Response {
  const asset = builtPage.isPage(address) ? assets.get(new URL(address).pathname) : undefined;
  if (asset === undefined) return new Response('not found', { status: 404 });
  return new Response(new Uint8Array(asset.body), { headers: { ...asset.headers, ...HEADERS } });
}

/** Copying an id, and a wall that fills the screen and keeps it lit; everything else (camera, location, notifications…) is refused. */
function isHarmless(permission: string): boolean {
  return ['clipboard-sanitized-write', 'fullscreen', 'screen-wake-lock'].includes(permission);
}
