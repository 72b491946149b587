import { RPCHandler } from '@orpc/server/message-port';
import { ipcMain, MessageChannelMain, type WebContents } from 'electron';
import type { Engine } from '../engine/engine-api';
import { createRouter } from '../engine/handlers/router';
import type { Actor } from '../engine/ports';
import { withOurErrors } from '../host/api-errors';
import type { Page } from './page';

/**
 * Speaks the contract with the page over message channels: the page asks for a port, and gets one if it is our page in the main
 * frame of our window. Everything it asks is asked by `actor`, whoever sits at this desktop.
 */
export function hostPage(contents: WebContents, { isPage }: Page, engine: Engine, actor: Actor): void {
  const { log } = engine.ports;
  const handler = new RPCHandler(createRouter(engine), {
    clientInterceptors: [({ path, next }) => withOurErrors(path, log, next)],
  });

  ipcMain.on('tocsin:request-port', ({ sender, senderFrame }) => {
    const isOurs = sender === contents && senderFrame !== null && senderFrame === contents.mainFrame && isPage(senderFrame.url);
    if (!isOurs) {
      engine.refused('window.sender');
      return;
    }
    const { port1, port2 } = new MessageChannelMain();
    handler.upgrade(port1, { context: { actor } });
    port1.start();
    contents.postMessage('tocsin:port', null, [port2]);
  });
}
