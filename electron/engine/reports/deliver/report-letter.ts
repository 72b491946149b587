import type { NotificationDefaults } from '../../../../shared/domain/notifications/defaults';
import type { ReportRun } from '../../../../shared/domain/reports/report-run';
import { type ReportWords, reportWordsIn } from './report-words';

/** How the file comes: with the letter, behind a link, behind a link because it is too large, or (to a topic) not at all. */
export type LetterForm = 'attached' | 'link' | 'too-large' | 'notice';

export interface ReportLetter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly locale: string;
}

interface About {
  readonly run: ReportRun;
  /** Null for a topic. */
  readonly to: string | null;
  readonly form: LetterForm;
  readonly defaults: NotificationDefaults;
  readonly rehearsal: boolean;
  readonly vkey: string | null;
}

/** What people are told of a report that was made: which, over what, how to verify it. In the recipient's language where it is German or English. */
export function reportLetter({ run, to, form, defaults, rehearsal, vkey }: About): ReportLetter {
  const wanted = (to === null ? undefined : defaults.RecipientLocales[to]) ?? defaults.Locale;
  const words = reportWordsIn(wanted);
  const mark = rehearsal ? 'REHEARSAL: ' : '';
  const link =
    defaults.ConsoleUrl === undefined
      ? null
      : `${defaults.ConsoleUrl.replace(/\/+$/, '')}/portal/reports/${encodeURIComponent(run.runId)}`;
  const paragraphs = [
    ...(rehearsal ? [words.rehearsal] : []),
    words.opening[form],
    ...(form === 'attached' ? [] : [link === null ? words.noLink : `${words.link} ${link}`]),
    words.verify,
  ];
  const facts = factsOf(run, words, vkey);
  return {
    subject: `${mark}${words.report}: ${run.name}${run.period === null ? '' : `, ${run.period.name}`}`,
    text: `${[...paragraphs, facts.map(([label, value]) => `${label}: ${value}`).join('\n')].join('\n\n')}\n`,
    html: htmlOf(words.locale, paragraphs, facts, link),
    locale: words.locale,
  };
}

type Fact = readonly [label: string, value: string];

function factsOf(run: ReportRun, words: ReportWords, vkey: string | null): Fact[] {
  const { file, period, framework } = run;
  return [
    [words.report, run.name],
    ...(period === null ? [] : [[words.period, `${period.name}: ${period.from} – ${period.to} (${period.zone})`] as const]),
    ...(framework === null ? [] : [[words.framework, framework] as const]),
    [words.made, run.endedAt ?? run.requestedAt],
    ...(file === null
      ? []
      : ([
          [words.file, `${file.name} (${run.format}, ${words.size(file.bytes)})`],
          ['SHA-256', file.sha256],
          [words.signature, file.signed ? words.signed : words.unsigned],
        ] as const)),
    ...(vkey === null ? [] : [[words.key, vkey] as const]),
    ...run.notes.map((note) => [words.note, note] as const),
  ];
}

function htmlOf(locale: string, paragraphs: readonly string[], facts: readonly Fact[], link: string | null): string {
  const linked = (text: string) =>
    link === null || !text.includes(link)
      ? escaped(text)
      : escaped(text).replace(escaped(link), `<a href="${escaped(link)}">${escaped(link)}</a>`);
  const rows = facts.map(
    ([label, value]) =>
      `<tr><th scope="row" style="text-align:left;vertical-align:top;padding:2px 16px 2px 0">${escaped(label)}</th><td style="overflow-wrap:anywhere">${escaped(value)}</td></tr>`,
  );
  return (
    `<!doctype html><html lang="${escaped(locale)}"><body style="font-family:sans-serif;font-size:14px;line-height:1.5">` +
    `${paragraphs.map((text) => `<p>${linked(text)}</p>`).join('')}<table style="border-collapse:collapse">${rows.join('')}</table></body></html>`
  );
}

/** Names of reports are somebody's text: in a mail they are never markup. */
function escaped(text: string): string {
  return text.replace(
    /[&<>"']/g,
    (found) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[found] ?? found,
  );
}
