import type { ChannelCheck } from '../../../../shared/contract/notifications';

export function good(id: string, message: string): ChannelCheck {
  return { id, state: 'good', message, next: null };
}

/** It works, or may work, and somebody should know. */
export function warning(id: string, message: string, next: string): ChannelCheck {
  return { id, state: 'warning', message, next };
}

/** Nothing will arrive until somebody does something. */
export function bad(id: string, message: string, next: string): ChannelCheck {
  return { id, state: 'bad', message, next };
}
