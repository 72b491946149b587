import { IconTicket } from '@tabler/icons-react';
import { t } from '../../../language/language';
import type { ChannelForm, FormField } from './channel-forms';

/** What both kinds of ticket may be told besides. */
const answers = (): readonly FormField[] => [
  {
    key: 'OnProgress',
    label: t('notificationSettings.ticket-on-progress'),
    kind: 'choice',
    placeholder: t('notificationSettings.ticket-acknowledge'),
    choices: [
      { value: 'ACKNOWLEDGE', label: t('notificationSettings.ticket-acknowledge') },
      { value: 'NOTE', label: t('notificationSettings.ticket-note') },
    ],
  },
  {
    key: 'OnResolved',
    label: t('notificationSettings.ticket-on-resolved'),
    kind: 'choice',
    placeholder: t('notificationSettings.ticket-note'),
    choices: [
      { value: 'NOTE', label: t('notificationSettings.ticket-note') },
      { value: 'RESOLVE', label: t('notificationSettings.ticket-resolve') },
    ],
  },
  { key: 'ReopenMinutes', label: t('notificationSettings.ticket-reopen-minutes'), kind: 'text', placeholder: '60', rare: true },
];

const steps = (key: string, label: string): FormField => ({
  key,
  label,
  kind: 'list',
  help: t('notificationSettings.ticket-steps-help'),
  rare: true,
});

/** Form of incidents in ServiceNow. */
export const serviceNowForm = (): ChannelForm => ({
  title: 'ServiceNow',
  icon: IconTicket,
  text: t('notificationSettings.ticket-servicenow'),
  fields: [
    {
      key: 'InstanceUrl',
      label: t('notificationSettings.ticket-instance'),
      kind: 'text',
      placeholder: 'https://acme.service-now.com',
    },
    {
      key: 'User',
      label: t('notificationSettings.ticket-user'),
      kind: 'text',
      help: t('notificationSettings.ticket-user-help'),
    },
    { key: 'Password', label: t('notificationSettings.ticket-password'), kind: 'secret' },
    { key: 'AssignmentGroup', label: t('notificationSettings.ticket-group'), kind: 'text' },
    ...answers(),
    { key: 'Token', label: t('notificationSettings.ticket-token'), kind: 'secret', rare: true },
    {
      key: 'Priorities',
      label: t('notificationSettings.ticket-urgency'),
      kind: 'list',
      placeholder: 'CRITICAL = 1/1',
      help: t('notificationSettings.ticket-urgency-help'),
      rare: true,
    },
    {
      key: 'CloseCode',
      label: t('notificationSettings.ticket-close-code'),
      kind: 'text',
      placeholder: t('notificationSettings.ticket-code-example'),
      help: t('notificationSettings.ticket-close-help'),
      rare: true,
    },
    { key: 'CallerId', label: t('notificationSettings.ticket-caller'), kind: 'text', rare: true },
    { key: 'Category', label: t('notificationSettings.ticket-category'), kind: 'text', rare: true },
    {
      key: 'InProgressState',
      label: t('notificationSettings.ticket-progress-state'),
      kind: 'text',
      placeholder: '2',
      rare: true,
    },
    { key: 'ResolvedState', label: t('notificationSettings.ticket-resolved-state'), kind: 'text', placeholder: '6', rare: true },
    {
      key: 'Fields',
      label: t('notificationSettings.ticket-fields'),
      kind: 'list',
      help: t('notificationSettings.ticket-fields-help'),
      rare: true,
    },
  ],
});

/** Form of issues in Jira. */
export const jiraForm = (): ChannelForm => ({
  title: 'Jira',
  icon: IconTicket,
  text: t('notificationSettings.ticket-jira'),
  fields: [
    { key: 'SiteUrl', label: t('notificationSettings.ticket-site'), kind: 'text', placeholder: 'https://acme.atlassian.net' },
    {
      key: 'User',
      label: t('notificationSettings.ticket-user'),
      kind: 'text',
      placeholder: 'tocsin@example.com',
      help: t('notificationSettings.ticket-jira-user-help'),
    },
    { key: 'ApiToken', label: t('notificationSettings.ticket-api-token'), kind: 'secret' },
    { key: 'Project', label: t('notificationSettings.ticket-project'), kind: 'text', placeholder: 'OPS' },
    {
      key: 'IssueType',
      label: t('notificationSettings.ticket-issue-type'),
      kind: 'text',
      placeholder: t('notificationSettings.ticket-type-example'),
    },
    ...answers(),
    {
      key: 'Deployment',
      label: t('notificationSettings.ticket-deployment'),
      kind: 'choice',
      placeholder: t('notificationSettings.ticket-by-host'),
      choices: [
        { value: 'CLOUD', label: t('notificationSettings.ticket-cloud') },
        { value: 'DATA_CENTER', label: t('notificationSettings.ticket-data-center') },
      ],
      rare: true,
    },
    {
      key: 'Priorities',
      label: t('notificationSettings.ticket-priorities'),
      kind: 'list',
      placeholder: t('notificationSettings.ticket-priority-example'),
      help: t('notificationSettings.ticket-priorities-help'),
      rare: true,
    },
    { key: 'Labels', label: t('notificationSettings.ticket-labels'), kind: 'list', rare: true },
    {
      key: 'Fields',
      label: t('notificationSettings.ticket-fields'),
      kind: 'list',
      help: t('notificationSettings.ticket-jira-fields-help'),
      rare: true,
    },
    steps('ResolveTransitions', t('notificationSettings.ticket-resolve-steps')),
    steps('ReopenTransitions', t('notificationSettings.ticket-reopen-steps')),
    steps('ProgressTransitions', t('notificationSettings.ticket-progress-steps')),
    {
      key: 'Resolution',
      label: t('notificationSettings.ticket-resolution'),
      kind: 'text',
      placeholder: t('notificationSettings.ticket-done-example'),
      rare: true,
    },
  ],
});
