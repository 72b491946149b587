import { Menu, type MenuItemConstructorOptions } from 'electron';

/** The window's menu: what every program has. Everything of the console itself is in the page and its command palette. */
export function setMenu(quit: () => void): void {
  const mac: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...mac,
      {
        label: '&File',
        submenu: [{ role: 'close' }, { type: 'separator' }, { label: 'Quit', accelerator: 'CommandOrControl+Q', click: quit }],
      },
      { role: 'editMenu' },
      {
        label: '&View',
        submenu: [
          { role: 'reload' },
          { type: 'separator' },
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { type: 'separator' },
          { role: 'togglefullscreen' },
        ],
      },
      { role: 'windowMenu' },
    ]),
  );
}
