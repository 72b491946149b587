import { NumberInput, TagsInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Inhibition } from '../../../../shared/domain/alerting/settings';
import { t } from '../../../language/language';
import type { ItemEditing } from '../../../store/use-item-editing';
import classes from '../../../ui/editing/editing.module.css';
import { EditorFoot } from '../../../ui/editing/editor-foot';
import { NameAndUse } from '../../../ui/editing/name-and-use';
import { MatcherFields } from '../../../ui/matchers/matcher-fields';
import { matchersWords } from '../../../ui/matchers/matcher-words';
import { labelNames } from '../../../ui/matchers/use-known-labels';

interface InhibitionEditorProps {
  readonly inhibition: Inhibition;
  readonly editing: ItemEditing<Inhibition>;
  readonly readOnly: boolean;
}

/** While one alert fires, others that follow from it are told to nobody. */
export function InhibitionEditor({ inhibition, editing, readOnly }: InhibitionEditorProps): ReactNode {
  const { problems, change } = editing;
  const seconds = (key: 'waitSeconds' | 'extendSeconds', max: number): ReactNode => (
    <NumberInput
      size="xs"
      min={0}
      max={max}
      suffix=" s"
      label={t(`quiet.seconds:${key}`)}
      value={inhibition[key]}
      disabled={readOnly}
      error={problems[key]}
      onChange={(value) => change({ ...inhibition, [key]: Number(value) })}
    />
  );
  return (
    <div className={classes.editor} data-read-only={readOnly || undefined}>
      <div className={classes.body}>
        <section className={classes.section}>
          <p className={classes.sentence}>{inhibitionWords(inhibition)}</p>
          <NameAndUse item={inhibition} editing={editing} readOnly={readOnly} />
        </section>
        <section className={classes.section}>
          <MatcherFields
            legend={t('quiet.whileThisFires')}
            empty={t('quiet.sayWhich')}
            matchers={inhibition.source}
            problems={problems}
            field="source"
            disabled={readOnly}
            onChange={(source) => change({ ...inhibition, source })}
          />
          <MatcherFields
            legend={t('quiet.theseStayQuiet')}
            empty={t('quiet.sayWhich')}
            matchers={inhibition.target}
            problems={problems}
            field="target"
            disabled={readOnly}
            onChange={(target) => change({ ...inhibition, target })}
          />
          <TagsInput
            size="xs"
            label={t('quiet.equalIn')}
            description={t('quiet.equalInText')}
            data={[...labelNames]}
            value={inhibition.equal}
            disabled={readOnly}
            onChange={(equal) => change({ ...inhibition, equal })}
          />
          <div className={classes.fields}>
            {seconds('waitSeconds', 600)}
            {seconds('extendSeconds', 3600)}
          </div>
        </section>
      </div>
      <EditorFoot editing={editing} readOnly={readOnly} needs="act" removal={t('quiet.removalOfInhibition')} />
    </div>
  );
}

/** An inhibition as a sentence. */
export function inhibitionWords({ source, target, equal }: Inhibition): string {
  const words = { source: matchersWords(source), target: matchersWords(target) };
  return equal.length === 0
    ? t('quiet.inhibitionSentence', words)
    : t('quiet.inhibitionEqual', { ...words, labels: equal.join(', ') });
}
