import type { Faults } from '../faults';
import type { Wall } from '../world';

/** A message held back for reordering goes out after this long even if none follows it. */
const HELD_MS = 2_000;

/**
 * Deliveries disturbed by the switches `sqs:duplicate`, `sqs:reorder` and `sqs:malformed`; none of them loses a message.
 * The function it makes takes a body and what sends it.
 */
export function deliverDisturbed(faults: Faults, wall: Wall): (body: string, send: (body: string) => void) => void {
  let seen = 0;
  const held: (() => void)[] = [];
  const releaseHeld = () => {
    for (const release of held.splice(0)) release();
  };
  return (body, send) => {
    seen += 1;
    const deliver = () => {
      if (faults.disturbs('malformed') && seen % 4 === 0) send(body.slice(0, Math.ceil(body.length / 2)));
      send(body);
      if (faults.disturbs('duplicate')) send(body);
    };
    if (faults.disturbs('reorder') && held.length === 0 && seen % 2 === 1) {
      held.push(deliver);
      wall.after(HELD_MS, releaseHeld);
      return;
    }
    deliver();
    releaseHeld();
  };
}
