import { Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { occurrenceAt } from '../../../../shared/domain/alerting/quiet/windows';
import type { MaintenanceWindow } from '../../../../shared/domain/alerting/settings';
import { t } from '../../../language/language';
import { useNowMs } from '../../../store/page';
import type { ItemEditing } from '../../../store/use-item-editing';
import { WeekdayChips } from '../../../ui/editing/chip-choices';
import classes from '../../../ui/editing/editing.module.css';
import { EditorFoot } from '../../../ui/editing/editor-foot';
import { NameAndUse } from '../../../ui/editing/name-and-use';
import { TimeField } from '../../../ui/editing/time-field';
import { ZoneSelect } from '../../../ui/editing/zone-select';
import { formatMoment } from '../../../ui/format';
import { MatcherFields } from '../../../ui/matchers/matcher-fields';
import { PreviewPanel } from '../silences/preview-panel';
import { usePreview } from '../silences/use-preview';

interface WindowEditorProps {
  readonly window: MaintenanceWindow;
  readonly editing: ItemEditing<MaintenanceWindow>;
  readonly readOnly: boolean;
}

const WEEK = [1, 2, 3, 4, 5, 6, 7];

/** A time in which alerts of some things are expected: every week, or once. */
export function WindowEditor({ window: shown, editing, readOnly }: WindowEditorProps): ReactNode {
  const { problems, change } = editing;
  const preview = usePreview(shown.matchers);
  const isWeekly = shown.weekdays.length > 0;
  return (
    <div className={classes.editor} data-read-only={readOnly || undefined}>
      <div className={classes.body}>
        <section className={classes.section}>
          <NameAndUse item={shown} editing={editing} readOnly={readOnly} />
          <TextInput
            size="xs"
            label={t('quiet.reason')}
            value={shown.reason}
            disabled={readOnly}
            onChange={(event) => change({ ...shown, reason: event.currentTarget.value })}
          />
        </section>
        <section className={classes.section}>
          <div className={classes.sectionHead}>
            <h2 className={classes.legend}>{t('quiet.when')}</h2>
            <Select
              size="xs"
              aria-label={t('quiet.when')}
              allowDeselect={false}
              data={[
                { value: 'weekly', label: t('quiet.everyWeek') },
                { value: 'once', label: t('quiet.once') },
              ]}
              value={isWeekly ? 'weekly' : 'once'}
              disabled={readOnly}
              onChange={(value) => change({ ...shown, weekdays: value === 'weekly' ? [...WEEK] : [] })}
            />
          </div>
          {isWeekly ? (
            <div className={classes.line}>
              <WeekdayChips
                value={shown.weekdays}
                disabled={readOnly}
                onChange={(weekdays) => change({ ...shown, weekdays: weekdays.length === 0 ? [...WEEK] : weekdays })}
              />
              {(['from', 'to'] as const).map((end) => (
                <TimeField
                  key={end}
                  size="xs"
                  label={t(`quiet.windowEnd:${end}`)}
                  value={shown[end]}
                  disabled={readOnly}
                  error={problems[end]}
                  onChange={(time) => change({ ...shown, [end]: time })}
                />
              ))}
            </div>
          ) : null}
          <div className={classes.fields}>
            {(['startsAt', 'endsAt'] as const).map((end) => (
              <TextInput
                key={end}
                size="xs"
                type="datetime-local"
                label={t(isWeekly ? `quiet.weekly-${end}` : `quiet.once-${end}`)}
                value={shown[end] ?? ''}
                disabled={readOnly}
                error={problems[end]}
                onChange={(event) =>
                  change({ ...shown, [end]: event.currentTarget.value === '' ? null : event.currentTarget.value })
                }
              />
            ))}
            <ZoneSelect
              value={shown.timeZone}
              disabled={readOnly}
              error={problems.timeZone}
              onChange={(timeZone) => change({ ...shown, timeZone })}
            />
          </div>
          <NextOccurrence window={shown} />
        </section>
        <section className={classes.section}>
          <MatcherFields
            legend={t('quiet.alertsOfWhich')}
            empty={t('quiet.nothingIsHidden')}
            matchers={shown.matchers}
            problems={problems}
            disabled={readOnly}
            onChange={(matchers) => change({ ...shown, matchers })}
          />
          <PreviewPanel preview={preview} />
        </section>
      </div>
      <EditorFoot editing={editing} readOnly={readOnly} needs="act" removal={t('quiet.removalOfWindow')} />
    </div>
  );
}

function NextOccurrence({ window: shown }: { window: MaintenanceWindow }): ReactNode {
  const nowMs = useNowMs();
  const next = shown.from === '' || shown.to === '' ? null : occurrenceAt(shown, nowMs);
  return (
    <p className={classes.sentence} role="status">
      {next === null
        ? t('quiet.neverAgain')
        : t(Date.parse(next.from) <= nowMs ? 'quiet.holdsNow' : 'quiet.holdsNext', {
            from: formatMoment(Date.parse(next.from), shown.timeZone),
            to: next.to === null ? t('quiet.withoutEnd') : formatMoment(Date.parse(next.to), shown.timeZone),
            zone: shown.timeZone,
          })}
    </p>
  );
}
