import { ActionIcon, Button, NumberInput, Select } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type Grade, type NotificationRule, type Person, rulesOf } from '../../../../shared/domain/alerting/on-call/person';
import { t } from '../../../language/language';
import classes from '../../../ui/editing/editing.module.css';
import { contactTitle, leadsTo } from './contact-fields';

interface GradeRulesProps {
  readonly person: Person;
  readonly grade: Grade;
  readonly readOnly: boolean;
  readonly onChange: (rules: NotificationRule[]) => void;
}

/** In which order the ways are tried, and how long between them, for one grade. */
export function GradeRules({ person, grade, readOnly, onChange }: GradeRulesProps): ReactNode {
  const rules = person.rules[grade];
  const name = t(`onCall.grade:${grade}`);
  const choices = person.methods.map(({ id, label, channel }) => ({
    value: id,
    label: [contactTitle(channel.Type), label === '' ? leadsTo(channel) : label].filter((word) => word !== '').join(': '),
  }));
  const set = (index: number, change: Partial<NotificationRule>): void =>
    onChange(rules.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <div className={classes.card}>
      <div className={classes.sectionHead}>
        <h3 className={classes.legend}>{name}</h3>
        <span className={classes.dim}>{t(`onCall.gradeText:${grade}`)}</span>
      </div>
      {rules.length === 0 ? <p className={classes.dim}>{t('onCall.everyWayAtOnce')}</p> : null}
      {rules.map((rule, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rule is known by its place
        <div key={index} className={classes.line}>
          <NumberInput
            size="xs"
            w={130}
            min={0}
            max={1440}
            suffix=" min"
            label={t('onCall.afterMinutes')}
            value={rule.afterMinutes}
            disabled={readOnly}
            onChange={(value) => set(index, { afterMinutes: Math.round(Number(value)) })}
          />
          <Select
            size="xs"
            className={classes.grow ?? ''}
            label={t('onCall.by')}
            data={choices}
            allowDeselect={false}
            value={rule.methodId}
            disabled={readOnly}
            onChange={(methodId) => set(index, { methodId: methodId ?? rule.methodId })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            mb={2}
            disabled={readOnly}
            aria-label={t('onCall.removeRule', { number: index + 1, grade: name })}
            onClick={() => onChange(rules.filter((_, at) => at !== index))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      <div className={classes.line}>
        <Button
          size="compact-xs"
          variant="default"
          disabled={readOnly || person.methods.length === 0}
          onClick={() => {
            const last = rulesOf(person, grade).at(-1)?.afterMinutes ?? 0;
            const methodId =
              person.methods.find(({ id }) => rules.every((rule) => rule.methodId !== id))?.id ?? person.methods[0]?.id;
            if (methodId !== undefined) onChange([...rules, { methodId, afterMinutes: rules.length === 0 ? 0 : last + 5 }]);
          }}
        >
          {t('onCall.addStep')}
        </Button>
      </div>
    </div>
  );
}
