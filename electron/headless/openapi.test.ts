import { expect, test } from 'vitest';
import { z } from 'zod';
import { allEventTypes } from '../../shared/domain/notifications/event-types';
import { describeApi } from './openapi';

const described: unknown = JSON.parse(JSON.stringify(await describeApi('1.2.3')));

/** Every object in there, with its place. */
function everyPlace(value: unknown, place: string): (readonly [string, object])[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, one]) => everyPlace(one, `${place}/${key}`));
  return [[place, value], ...inner];
}

const placesOf = (is: (value: object, place: string) => boolean) =>
  everyPlace(described, '').flatMap(([place, value]) => (is(value, place) ? [place] : []));

/** The schema of the settings somebody sends. */
function sentSettings() {
  const body = z.object({ content: z.object({ 'application/json': z.object({ schema: z.looseObject({}) }) }) });
  const put = z.object({ put: z.object({ requestBody: body }) });
  const { paths } = z.object({ paths: z.object({ '/notifications/settings': put }) }).parse(described);
  return paths['/notifications/settings'].put.requestBody.content['application/json'].schema;
}

test('every body that is taken is described', () => {
  const isNothing = (value: object, place: string) => place.endsWith('/requestBody/content') && Object.keys(value).length === 0;
  expect(placesOf(isNothing)).toEqual([]);
});

test('nothing is described as what no value is', () => {
  expect(placesOf((value) => JSON.stringify(value) === '{"not":{}}')).toEqual([]);
});

test('the settings are described as what they are, and only their list must be given', () => {
  expect(sentSettings()).toMatchObject({
    type: 'object',
    required: ['Notifications'],
    properties: {
      Notifications: { type: 'array', items: { properties: { Channels: { type: 'array' }, EventFilters: {} } } },
      Defaults: { type: 'object', properties: { Mail: { type: 'object' } } },
    },
  });
});

test('the types of events are listed', () => {
  const lists = placesOf((value) => JSON.stringify(value) === JSON.stringify(allEventTypes));
  expect(lists.some((place) => place.includes('/notifications/test/post/requestBody'))).toBe(true);
});
