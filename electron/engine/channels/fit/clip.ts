import { cutWhole } from '../../../../shared/domain/notifications/sms';

const length = (text: string): number => text.length;
/** Longer than what people see as one character: what is looked at may end within one, what is kept must not. */
const LONGEST_CHARACTER = 64;

/** A text of at most `most` UTF-16 units, cut between what people see as characters, with an ellipsis where it was cut. */
export function clip(text: string, most: number): string {
  return text.length <= most ? text : `${beginning(text, most - 1)}…`;
}

/** As `clip`, for Slack's mrkdwn: never within an escape (`&amp;`) or a link or date (`<…>`), which would show as bare code. */
export function clipMrkdwn(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${beginning(text, most - 1)
    .replace(/<[^<>]*$/, '')
    .replace(/&[a-z]{0,4}$/, '')}…`;
}

/** Only what follows the last plain letter before the cut is looked at character by character: nothing joins onto a letter from behind. */
function beginning(text: string, most: number): string {
  const sure = lastPlain(text, most);
  return text.slice(0, sure) + cutWhole(text.slice(sure, most + LONGEST_CHARACTER), most - sure, length);
}

/** Where the last printable ASCII character before `end` stands, which always begins a character of its own; 0 where there is none. */
function lastPlain(text: string, end: number): number {
  for (let place = end - 1; place > 0; place -= 1) {
    const code = text.charCodeAt(place);
    if (code >= 0x20 && code < 0x7f) return place;
  }
  return 0;
}
