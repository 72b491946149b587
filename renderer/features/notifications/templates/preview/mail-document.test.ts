import { expect, test } from 'vitest';
import { mailDocument } from './mail-document';

const mail = {
  format: 'mail' as const,
  subject: 's',
  html: '<html><head><style>@media (prefers-color-scheme: dark){p{color:#fff}}</style></head><body><img src="cid:logo"></body></html>',
  text: 't',
  locale: 'en',
  inline: [{ cid: 'logo', contentType: 'image/png', base64: 'AAAA' }],
};

test('pictures are in place, nothing is fetched, and the theme is the one asked for', () => {
  expect(mailDocument(mail, false)).toContain('src="data:image/png;base64,AAAA"');
  expect(mailDocument(mail, false)).toMatch(
    /^<html><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'/,
  );
  expect(mailDocument(mail, false)).toContain('@media not all');
  expect(mailDocument(mail, true)).toContain('@media all');
  expect(mailDocument({ ...mail, html: '<p>bare</p>' }, false)).toMatch(/^<meta/);
});
