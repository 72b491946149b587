import { useEffect, useState } from 'react';
import type { SilencePreview } from '../../../../shared/contract/silences';
import type { Matcher } from '../../../../shared/domain/alerting/labels';
import { narrow } from '../../../../shared/domain/alerting/quiet/check-matchers';
import { usePage } from '../../../store/page';
import { reasonOf } from '../../../store/reason-of';

/** What matchers are asked about only once they rest for so long. */
const SETTLE_MS = 400;

export interface Preview {
  readonly value: SilencePreview | null;
  readonly problem: string | null;
}

/** What a silence with these matchers would hide now, and would have hidden lately; asked anew as they change. */
export function usePreview(matchers: readonly Matcher[]): Preview {
  const { link, wall } = usePage();
  const [preview, setPreview] = useState<Preview>({ value: null, problem: null });
  const asked = matchers.filter(({ label }) => label.trim() !== '');
  const text = JSON.stringify(asked);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what says the same asks the same
  useEffect(() => {
    // Conditions that are not written yet are nothing wrong; what cannot be read is said at its field.
    if (asked.length === 0 || narrow(asked, 'matchers').length > 0) return setPreview({ value: null, problem: null });
    let isOver = false;
    const cancel = wall.after(SETTLE_MS, () => {
      const client = link.client();
      if (client === null) return;
      client.silences.preview({ matchers: [...asked] }).then(
        (value) => !isOver && setPreview({ value, problem: null }),
        (error: unknown) => !isOver && setPreview({ value: null, problem: reasonOf(error) }),
      );
    });
    return () => {
      isOver = true;
      cancel();
    };
  }, [text, link, wall]);
  return preview;
}
