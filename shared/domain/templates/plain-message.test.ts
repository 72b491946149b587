import { describe, expect, test } from 'vitest';
import { allEventTypes } from '../notifications/event-types';
import { Rendered } from '../notifications/rendered';
import { Format } from '../notifications/rendered-format';
import { sampleEvent } from '../notifications/samples/sample-event';
import { limitsOf } from './limits';
import { cut, oneLine, plainMessage } from './plain-message';
import { aDelivery, carrierOf, everyText } from './testing/a-message';

const plain = (format: Format, event = sampleEvent('execution.failed'), digest = [event]) =>
  plainMessage({ delivery: aDelivery(event, carrierOf[format]), event, digest });

describe.each(Format.options)('the message of last resort for %s', (format) => {
  test('says every event within the limits', () => {
    for (const event of allEventTypes.map(sampleEvent)) {
      const made = plain(format, event);
      expect(Rendered.parse(made)).toEqual(made);
      expect(made.format).toBe(format);
      for (const { what, used, limit } of limitsOf(made)) expect.soft(used, what).toBeLessThanOrEqual(limit);
    }
  });

  test('is harmless too, and says that it is a rehearsal', () => {
    const text = '<script>x</script> <!channel> [a](https://evil.example)\r\nBcc: x';
    const event = { ...sampleEvent('execution.failed'), title: text, summary: text, rehearsal: true };
    const made = plain(format, event);
    const said = everyText(made).join('\n');
    expect(said).toContain('REHEARSAL');
    if (made.format === 'slack') expect(said).not.toMatch(/<!/);
    if (made.format === 'mail') expect(made.html).not.toContain('<script>');
    if (made.format === 'card') expect(JSON.stringify(made.card)).not.toContain('[a]');
    if ('subject' in made) expect(made.subject).not.toMatch(/[\r\n]/);
  });
});

test('texts are cut between characters', () => {
  expect(cut('abc', 3)).toBe('abc');
  expect(cut('ab👍', 3)).toBe('ab…');
  expect(cut('👍👍👍', 4)).toBe('👍…');
  expect(oneLine(' a\r\n\u0000b\u2028c ')).toBe('a b c');
});
