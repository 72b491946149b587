import { Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import { AlertingSettings, Grouping } from '../../../../shared/domain/alerting/settings';
import { Severity } from '../../../../shared/domain/notice';
import { t } from '../../../language/language';
import type { ItemEditing } from '../../../store/use-item-editing';
import classes from '../../../ui/editing/editing.module.css';
import { EditorFoot } from '../../../ui/editing/editor-foot';
import { ofSeverity } from '../../../ui/tone';
import type { Monitoring } from '../alerting-document';
import { Corrections } from './corrections';
import { GroupingRules } from './grouping-rules';
import { ChoiceSetting, NumberSetting } from './settings';
import { SeverityRules } from './severity-rules';

interface MonitoringFormProps {
  readonly monitoring: Monitoring;
  readonly editing: ItemEditing<Monitoring>;
  readonly readOnly: boolean;
}

/** As the program ships it. */
const usual = AlertingSettings.parse({});
const MISSED = Grouping.shape.tellMissed.unwrap().options;

export function MonitoringForm({ monitoring, editing, readOnly }: MonitoringFormProps): ReactNode {
  const { change, problems } = editing;
  const { grouping, flapping, severity } = monitoring;
  const setGrouping = (next: Partial<Monitoring['grouping']>): void =>
    change({ ...monitoring, grouping: { ...grouping, ...next } });
  const setFlapping = (next: Partial<Monitoring['flapping']>): void =>
    change({ ...monitoring, flapping: { ...flapping, ...next } });
  const setSeverity = (next: Partial<Monitoring['severity']>): void =>
    change({ ...monitoring, severity: { ...severity, ...next } });
  const severities = [...Severity.options].reverse().map((value) => ({ value, label: ofSeverity(value).word }));
  return (
    <div className={classes.editor} style={{ flex: 1 }} data-read-only={readOnly || undefined}>
      <div className={classes.body}>
        <section className={classes.section}>
          <h2 className={classes.legend}>{t('quiet.telling')}</h2>
          <NumberSetting
            name="waitCritical"
            unit="s"
            max={600}
            value={grouping.waitSeconds.critical}
            usual={usual.grouping.waitSeconds.critical}
            disabled={readOnly}
            onChange={(critical) => setGrouping({ waitSeconds: { ...grouping.waitSeconds, critical } })}
          />
          <NumberSetting
            name="waitOther"
            unit="s"
            max={3600}
            value={grouping.waitSeconds.other}
            usual={usual.grouping.waitSeconds.other}
            disabled={readOnly}
            onChange={(other) => setGrouping({ waitSeconds: { ...grouping.waitSeconds, other } })}
          />
          <NumberSetting
            name="interval"
            unit="min"
            max={10_080}
            value={grouping.intervalMinutes}
            usual={usual.grouping.intervalMinutes}
            disabled={readOnly}
            onChange={(intervalMinutes) => setGrouping({ intervalMinutes })}
          />
          <NumberSetting
            name="repeat"
            unit="min"
            max={10_080}
            value={grouping.repeatMinutes}
            usual={usual.grouping.repeatMinutes}
            disabled={readOnly}
            onChange={(repeatMinutes) => setGrouping({ repeatMinutes })}
          />
          <ChoiceSetting
            name="missed"
            choices={MISSED.map((value) => ({ value, label: t(`quiet.missed-${value}`) }))}
            value={grouping.tellMissed}
            usual={usual.grouping.tellMissed}
            disabled={readOnly}
            onChange={(value) => setGrouping({ tellMissed: MISSED.find((one) => one === value) ?? 'grave' })}
          />
          <ChoiceSetting
            name="answerFrom"
            choices={severities}
            value={monitoring.answerFrom}
            usual={usual.answerFrom}
            disabled={readOnly}
            onChange={(value) => change({ ...monitoring, answerFrom: Severity.options.find((one) => one === value) ?? 'MEDIUM' })}
          />
          <Switch
            size="xs"
            label={t('quiet.tellSomeResolved')}
            checked={grouping.tellSomeResolved}
            disabled={readOnly}
            onChange={(event) => setGrouping({ tellSomeResolved: event.currentTarget.checked })}
          />
        </section>
        <section className={classes.section}>
          <h2 className={classes.legend}>{t('quiet.grouping')}</h2>
          <NumberSetting
            name="correlate"
            unit="min"
            min={1}
            max={240}
            value={monitoring.correlateMinutes}
            usual={usual.correlateMinutes}
            disabled={readOnly}
            onChange={(correlateMinutes) => change({ ...monitoring, correlateMinutes })}
          />
          <GroupingRules
            rules={grouping.rules}
            problems={problems}
            disabled={readOnly}
            onChange={(rules) => setGrouping({ rules })}
          />
        </section>
        <section className={classes.section}>
          <div className={classes.sectionHead}>
            <h2 className={classes.legend}>{t('quiet.flapping')}</h2>
            <Switch
              size="xs"
              label={t('quiet.inUse')}
              checked={flapping.enabled}
              disabled={readOnly}
              onChange={(event) => setFlapping({ enabled: event.currentTarget.checked })}
            />
          </div>
          <NumberSetting
            name="flapChanges"
            unit=""
            min={2}
            max={20}
            value={flapping.changes}
            usual={usual.flapping.changes}
            disabled={readOnly || !flapping.enabled}
            onChange={(changes) => setFlapping({ changes })}
          />
          <NumberSetting
            name="flapMinutes"
            unit="min"
            min={1}
            max={240}
            value={flapping.minutes}
            usual={usual.flapping.minutes}
            disabled={readOnly || !flapping.enabled}
            onChange={(minutes) => setFlapping({ minutes })}
          />
        </section>
        <section className={classes.section}>
          <h2 className={classes.legend}>{t('quiet.severity')}</h2>
          <Switch
            size="xs"
            label={t('quiet.byImpact')}
            description={t('quiet.byImpactText')}
            checked={severity.byImpact}
            disabled={readOnly}
            onChange={(event) => setSeverity({ byImpact: event.currentTarget.checked })}
          />
          <Switch
            size="xs"
            label={t('quiet.learn')}
            description={t('quiet.learnText')}
            checked={severity.learn}
            disabled={readOnly}
            onChange={(event) => setSeverity({ learn: event.currentTarget.checked })}
          />
          <SeverityRules
            rules={severity.rules}
            problems={problems}
            disabled={readOnly}
            onChange={(rules) => setSeverity({ rules })}
          />
          <Corrections
            rules={severity.rules}
            disabled={readOnly}
            onRule={(rule) => setSeverity({ rules: [...severity.rules, rule] })}
          />
        </section>
      </div>
      <EditorFoot editing={editing} readOnly={readOnly} needs="act" />
    </div>
  );
}
