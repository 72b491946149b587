import { useState } from 'react';

export type DialogName = 'new' | 'duplicate' | 'import' | 'share' | 'wall' | 'reset' | 'delete' | 'save-as' | 'leave';

/** Which dialog of the dashboards is open; one at a time. */
export interface DialogHandle {
  readonly name: DialogName | null;
  readonly open: (name: DialogName) => void;
  readonly close: () => void;
}

export function useDialog(): DialogHandle {
  const [name, setName] = useState<DialogName | null>(null);
  return { name, open: setName, close: () => setName(null) };
}
