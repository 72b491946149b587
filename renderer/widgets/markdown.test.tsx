import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { markdown } from './markdown';
import type { Frame } from './widget';

const frame: Frame = { range: { kind: 'last', seconds: 3600 }, contextId: null, width: 400, height: 200, mode: 'desk' };
const anchors = (text: string): readonly string[] =>
  renderToStaticMarkup(<MantineProvider>{markdown.draw({ text }, frame)}</MantineProvider>).match(/<a[^>]*>/g) ?? [];

test('the web opens outside', () => {
  expect(anchors('[runbook](https://example.com/a)')).toEqual([
    '<a href="https://example.com/a" target="_blank" rel="noreferrer noopener">',
  ]);
});

test('a place of this console opens here, in no second window', () => {
  expect(anchors('[alerts](#/alerts)')).toEqual(['<a href="#/alerts">']);
});

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'file:///etc/passwd',
  '/x',
  '//host/x',
  '#x',
  '',
])('%j is only its words', (address) => {
  expect(anchors(`[words](<${address}>)`)).toEqual([]);
});
