/// <reference lib="dom" />
import { contextBridge, ipcRenderer } from 'electron';

/**
 * The whole of what the page gets from Electron: one end of a message channel, asked for with `requestPort` and delivered as a
 * `message` event of the window, and word of an alert that was clicked. `ipcRenderer` itself stays here.
 */
contextBridge.exposeInMainWorld('tocsin', {
  requestPort: () => ipcRenderer.send('tocsin:request-port'),
  onNavigate: (listener: (executionId: string) => void) => {
    ipcRenderer.on('tocsin:navigate', (_event, executionId: unknown) => {
      if (typeof executionId === 'string') listener(executionId);
    });
  },
});

ipcRenderer.on('tocsin:port', (event) => window.postMessage('tocsin:port', window.location.origin, event.ports));
