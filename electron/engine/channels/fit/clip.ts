import { cutWhole } from '../../../../shared/domain/notifications/sms';

const length = (text: string): number => text.length;

/** A text of at most `most` UTF-16 units, cut between what people see as characters, with an ellipsis where it was cut. */
export function clip(text: string, most: number): string {
  return text.length <= most ? text : `${cutWhole(text.slice(0, most), most - 1, length)}…`;
}

/** As `clip`, for Slack's mrkdwn: never within an escape (`&amp;`) or a link or date (`<…>`), which would show as bare code. */
export function clipMrkdwn(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = cutWhole(text.slice(0, most), most - 1, length);
  return `${kept.replace(/<[^<>]*$/, '').replace(/&[a-z]{0,4}$/, '')}…`;
}
