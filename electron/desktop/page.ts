import { protocol, session } from 'electron';
import { type Asset, loadAssets } from '../host/assets';
import { contentSecurityPolicy } from '../host/page-policy';

const SCHEME = 'app';
/** Where the page lives. A scheme of our own gives it an origin, which files do not have. */
export const PAGE_URL = `${SCHEME}://tocsin/index.html`;
const PAGE_ORIGIN = `${SCHEME}://tocsin`;

/** Must be called before Electron is ready. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, allowServiceWorkers: false } },
  ]);
}

/** Whether this address is our page, and so may speak to the engine. */
export function isPage(url: string): boolean {
  return url === PAGE_ORIGIN || url.startsWith(`${PAGE_ORIGIN}/`);
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
  const asset = isPage(address) ? assets.get(new URL(address).pathname) : undefined;
  if (asset === undefined) return new Response('not found', { status: 404 });
  return new Response(new Uint8Array(asset.body), { headers: { ...asset.headers, ...HEADERS } });
}

/** Copying an id; everything else (camera, location, notifications…) is refused. */
function isHarmless(permission: string): boolean {
  return permission === 'clipboard-sanitized-write';
}
