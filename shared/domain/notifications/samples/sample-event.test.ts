import { expect, test } from 'vitest';
import { NotificationEvent } from '../event';
import { allEventTypes, eventTypes } from '../event-types';
import { sampleEvent } from './sample-event';

test.each(allEventTypes)('%s has a sample that the catalogue takes, the same every time', (type) => {
  const sample = sampleEvent(type);
  expect(NotificationEvent.parse(sample)).toEqual(sample);
  expect(sampleEvent(type)).toEqual(sample);
  expect(sample.type).toBe(type);
  expect(sample.lifecycle).toBe(eventTypes[type].lifecycle);
});

test('samples that open, acknowledge or close name the alert', () => {
  const nameless = allEventTypes
    .map(sampleEvent)
    .filter(({ lifecycle, alertKey }) => lifecycle !== 'informs' && alertKey === null);
  expect(nameless).toEqual([]);
});

test('every sample has an id of its own', () => {
  const ids = allEventTypes.map((type) => sampleEvent(type).eventId);
  expect(new Set(ids).size).toBe(ids.length);
});
