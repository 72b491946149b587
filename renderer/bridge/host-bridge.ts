/** What the preload script hands to the page inside the desktop window. Absent in a browser. */
export interface HostBridge {
  /** Asks the main process for a port; it arrives as a `message` event of the window. */
  requestPort(): void;
  /** Calls `listener` when an alert was clicked outside the page. */
  onNavigate(listener: (executionId: string) => void): void;
}

declare global {
  interface Window {
    readonly tocsin?: HostBridge;
  }
}

/** `data` of the window message that carries the port. */
export const PORT_MESSAGE = 'tocsin:port';
