import { unreachable } from '../../lib/unreachable';
import type { EventFamily } from '../notifications/event-types';
import type { Format } from '../notifications/rendered-format';
import type { Template } from '../notifications/template';

type Part = 'lead' | 'alerts' | 'causes' | 'facts' | 'waves' | 'failed' | 'steps' | 'log' | 'foot' | 'digest';

/** What messages of a family tell, in this order. */
const partsOf: Readonly<Record<EventFamily, readonly Part[]>> = {
  execution: ['facts', 'waves', 'failed', 'steps', 'log'],
  wave: ['facts', 'failed', 'steps', 'log'],
  server: ['facts', 'steps', 'log'],
  drs: ['facts', 'steps', 'log'],
  health: ['facts', 'steps', 'log'],
  security: ['facts', 'steps'],
  alert: ['facts', 'steps'],
  incident: ['causes', 'steps', 'alerts', 'facts'],
  custom: ['facts', 'steps', 'log'],
};

export type Content = Pick<Template, 'subject' | 'body' | 'text'>;

const SUBJECT = '{{ severity | severity_word }}: {{ title }}';
const DIGEST_SUBJECT = "{{ 'digest.title' | t: count: digest.total }}: {{ title }}";

const WEBHOOK = `{
"type": "{{ type }}",
"timestamp": "{{ occurredAt }}",
"data": {
{% include 'event' %}
}
}
`;

const PAGERDUTY = `{
"summary": "{{ severity | severity_word }}: {{ title }}",
"source": "{{ server.name | default: plan.name | default: contextName | default: 'Tocsin' }}",
"component": {{ server.name | json }},
"group": {{ plan.name | json }},
"class": "{{ type }}",
"details": {
{% include 'event' %}
},
"links": [
{% if links.best %}{"href":"{{ links.best }}","text":"{{ 'button.open' | t }}"}{% endif %}
]
}
`;

/** Forms that say something else about many events than about one; the others list them among their data. */
const digestContent: Partial<Readonly<Record<Format, Content>>> = {
  mail: {
    subject: DIGEST_SUBJECT,
    body: `{% layout 'mail' %}
{% block heading %}{{ 'digest.title' | t: count: digest.total }}{% endblock %}
{% block content %}
{% include 'digest' %}
{% endblock %}
`,
    text: includes(['digest', 'foot']),
  },
  text: { subject: DIGEST_SUBJECT, body: includes(['digest', 'foot']), text: null },
  sms: { subject: null, body: DIGEST_SUBJECT, text: null },
  slack: { subject: null, body: slackBody(DIGEST_SUBJECT, ['digest', 'foot']), text: null },
  card: { subject: null, body: cardBody(['digest', 'foot']), text: null },
  sns: { subject: DIGEST_SUBJECT, body: WEBHOOK, text: null },
  desktop: {
    subject: "{{ 'digest.title' | t: count: digest.total }}",
    body: '{% for group in digestGroups %}{{ group.count }} × {{ group.title }}{% unless forloop.last %}, {% endunless %}{% endfor %}',
    text: null,
  },
};

/** What a message of a family says. */
export function contentFor(format: Format, family: EventFamily): Content {
  return contentOf(format, partsOf[family]);
}

/** What a message about events gathered in a storm says. */
export function digestContentFor(format: Format): Content {
  return digestContent[format] ?? contentOf(format, []);
}

function contentOf(format: Format, parts: readonly Part[]): Content {
  switch (format) {
    case 'mail':
      return { subject: SUBJECT, body: mailBody(['lead', ...parts]), text: includes(['lead', ...parts, 'foot']) };
    case 'text':
      return { subject: SUBJECT, body: includes(['lead', ...parts, 'foot']), text: null };
    case 'sms':
      return {
        subject: null,
        body: '{{ severity | severity_word }}: {{ title }}. {{ summary | truncate: 100 }}',
        text: null,
      };
    case 'slack':
      return { subject: null, body: slackBody(SUBJECT, ['lead', ...parts, 'foot']), text: null };
    case 'card':
      return { subject: null, body: cardBody(['lead', ...parts, 'foot']), text: null };
    case 'pagerduty':
      return { subject: null, body: PAGERDUTY, text: null };
    case 'body':
      return { subject: null, body: WEBHOOK, text: null };
    case 'sns':
      return { subject: SUBJECT, body: WEBHOOK, text: null };
    case 'desktop':
      return { subject: SUBJECT, body: '{{ summary }}', text: null };
    default:
      return unreachable(format);
  }
}

function includes(parts: readonly Part[]): string {
  return `${parts.map((part) => `{% include '${part}' %}`).join('\n')}\n`;
}

function mailBody(parts: readonly Part[]): string {
  return `{% layout 'mail' %}\n{% block content %}\n${includes(parts)}{% endblock %}\n`;
}

function slackBody(text: string, parts: readonly Part[]): string {
  return `{\n"text": "${text}",\n"blocks": [\n${includes(parts)}]\n}\n`;
}

function cardBody(parts: readonly Part[]): string {
  return `{
"body": [
${includes(parts)}],
"actions": [
{% if links.best %}{"type":"Action.OpenUrl","title":"{{ 'button.open' | t }}","url":"{{ links.best }}"}{% endif %}
]
}
`;
}
