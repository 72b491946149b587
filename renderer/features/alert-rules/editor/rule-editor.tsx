import { Button, NumberInput, SegmentedControl, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { AlertConfiguration } from '../../../../shared/domain/alerting/rules/configuration';
import { Severity } from '../../../../shared/domain/notice';
import { t } from '../../../language/language';
import type { ItemEditing } from '../../../store/use-item-editing';
import editing from '../../../ui/editing/editing.module.css';
import { EditorFoot } from '../../../ui/editing/editor-foot';
import { useNamedFirst } from '../../../ui/editing/use-named-first';
import { ofSeverity } from '../../../ui/tone';
import classes from '../alert-rules.module.css';
import { BacktestPanel } from '../backtest/backtest-panel';
import { modeOf, ruleModes, withField, withMode } from '../rule-mode';
import { ruleSentence } from '../rule-sentence';
import { useFindings, useRuleNames } from '../use-rule-facts';
import { ActionsFields } from './actions-fields';
import { ConditionsFields } from './conditions-fields';
import { Findings } from './findings';
import { JsonField } from './json-field';
import { OverridesFields } from './overrides-fields';
import { ScopeFields } from './scope-fields';

interface RuleEditorProps {
  readonly rule: AlertConfiguration;
  readonly edited: ItemEditing<AlertConfiguration>;
  readonly readOnly: boolean;
  readonly onBack: () => void;
}

/** One rule: what it watches, how grave, what it does; and at the right what it would have done. */
export function RuleEditor({ rule, edited, readOnly, onBack }: RuleEditorProps): ReactNode {
  const { problems, change, isNew } = edited;
  const findings = useFindings(rule);
  const names = useRuleNames();
  const [asJson, setAsJson] = useState(false);
  const name = useNamedFirst(isNew);
  const errorOf = (field: string): string | undefined =>
    Object.entries(problems).find(([at]) => at === field || at.startsWith(`${field}[`) || at.startsWith(`${field}.`))?.[1] ??
    findings.find((one) => one.field === field)?.message;
  const set = (key: keyof AlertConfiguration & string, value: unknown): void => change(withField(rule, key, value));
  const suppression = rule.Suppression;
  return (
    <div className={classes.workbench}>
      <div className={editing.editor} data-read-only={readOnly || undefined}>
        <div className={editing.body}>
          <section className={editing.section}>
            <div className={editing.sectionHead}>
              <Button size="compact-sm" variant="default" onClick={onBack}>
                {t('alertRules.allRules')}
              </Button>
              <span className={editing.space} />
              <SegmentedControl
                size="xs"
                aria-label={t('alertRules.formOrJson')}
                data={[
                  { value: 'form', label: t('alertRules.form') },
                  { value: 'json', label: 'JSON' },
                ]}
                value={asJson ? 'json' : 'form'}
                onChange={(value) => setAsJson(value === 'json')}
              />
            </div>
            <div className={editing.line}>
              <TextInput
                size="xs"
                ref={name}
                className={editing.grow ?? ''}
                label={t('alertRules.name')}
                value={rule.Name}
                disabled={readOnly}
                error={errorOf('Name')}
                onChange={(event) => set('Name', event.currentTarget.value)}
              />
              <Select
                size="xs"
                w={140}
                label={t('alertRules.severity')}
                allowDeselect={false}
                data={[...Severity.options].reverse().map((value) => ({ value, label: ofSeverity(value).word }))}
                value={rule.Severity ?? 'MEDIUM'}
                disabled={readOnly}
                onChange={(value) => set('Severity', value ?? undefined)}
              />
              <Switch
                size="sm"
                mb={5}
                label={t('alertRules.enabled')}
                checked={rule.Enabled ?? true}
                disabled={readOnly}
                onChange={(event) => set('Enabled', event.currentTarget.checked)}
              />
            </div>
            <p className={editing.sentence}>{ruleSentence(rule)}</p>
            <Findings findings={findings} />
          </section>
          {asJson ? (
            <JsonField
              label={t('alertRules.asItIsKept')}
              value={rule}
              error={Object.values(problems)[0]}
              disabled={readOnly}
              minRows={18}
              onChange={(value) => {
                const next = ruleLike(value, rule.AlertId);
                if (next !== null) change(next);
              }}
            />
          ) : (
            <>
              <section className={editing.section}>
                <div className={editing.sectionHead}>
                  <h2 className={editing.legend}>{t('alertRules.watches')}</h2>
                  <SegmentedControl
                    size="xs"
                    aria-label={t('alertRules.watches')}
                    data={ruleModes.map((value) => ({ value, label: t(`alertRules.mode-${value}`) }))}
                    value={modeOf(rule)}
                    disabled={readOnly}
                    onChange={(value) => change(withMode(rule, ruleModes.find((one) => one === value) ?? 'metric'))}
                  />
                </div>
                <ConditionsFields
                  key={modeOf(rule)}
                  mode={modeOf(rule)}
                  conditions={rule.Conditions}
                  errorOf={errorOf}
                  disabled={readOnly}
                  onChange={(conditions) => set('Conditions', conditions)}
                />
              </section>
              <section className={editing.section}>
                <h2 className={editing.legend}>{t('alertRules.where')}</h2>
                <ScopeFields scope={rule.Scope} errorOf={errorOf} disabled={readOnly} onChange={(scope) => set('Scope', scope)} />
              </section>
              <section className={editing.section}>
                <h2 className={editing.legend}>{t('alertRules.overrides')}</h2>
                <OverridesFields
                  overrides={rule.Overrides ?? []}
                  errorOf={errorOf}
                  disabled={readOnly}
                  onChange={(overrides) => set('Overrides', overrides)}
                />
              </section>
              <section className={editing.section}>
                <h2 className={editing.legend}>{t('alertRules.whatHappens')}</h2>
                <Textarea
                  size="xs"
                  label={t('alertRules.description')}
                  autosize
                  minRows={1}
                  value={rule.Description ?? ''}
                  disabled={readOnly}
                  onChange={(event) =>
                    set('Description', event.currentTarget.value === '' ? undefined : event.currentTarget.value)
                  }
                />
                <div className={editing.fields}>
                  <Select
                    size="xs"
                    label={t('alertRules.policy')}
                    placeholder={t('alertRules.policyUsual')}
                    clearable
                    data={withHeld(names.policies, rule.EscalationPolicyId)}
                    value={rule.EscalationPolicyId ?? null}
                    disabled={readOnly}
                    onChange={(value) => set('EscalationPolicyId', value ?? undefined)}
                  />
                  <Select
                    size="xs"
                    label={t('alertRules.runbook')}
                    placeholder={t('alertRules.runbookUsual')}
                    clearable
                    searchable
                    data={withHeld(names.runbooks, rule.RunbookId)}
                    value={rule.RunbookId ?? null}
                    disabled={readOnly}
                    onChange={(value) => set('RunbookId', value ?? undefined)}
                  />
                </div>
                <ActionsFields
                  actions={rule.Actions ?? []}
                  errorOf={errorOf}
                  disabled={readOnly}
                  onChange={(actions) => set('Actions', actions)}
                />
              </section>
              <section className={editing.section}>
                <div className={editing.sectionHead}>
                  <h2 className={editing.legend}>{t('alertRules.suppression')}</h2>
                  <Switch
                    size="xs"
                    label={t('alertRules.suppressionOn')}
                    checked={suppression?.Enabled ?? false}
                    disabled={readOnly}
                    onChange={(event) =>
                      set('Suppression', {
                        DurationMinutes: 60,
                        SuppressOnAcknowledgment: true,
                        ...suppression,
                        Enabled: event.currentTarget.checked,
                      })
                    }
                  />
                </div>
                {suppression?.Enabled === true ? (
                  <div className={editing.line}>
                    <NumberInput
                      size="xs"
                      min={0}
                      max={10_080}
                      suffix=" min"
                      label={t('alertRules.suppressFor')}
                      value={suppression.DurationMinutes ?? 0}
                      disabled={readOnly}
                      error={errorOf('Suppression.DurationMinutes')}
                      onChange={(value) => set('Suppression', { ...suppression, DurationMinutes: Number(value) })}
                    />
                    <Switch
                      size="xs"
                      mb={8}
                      label={t('alertRules.suppressOnAck')}
                      checked={suppression.SuppressOnAcknowledgment ?? false}
                      disabled={readOnly}
                      onChange={(event) =>
                        set('Suppression', { ...suppression, SuppressOnAcknowledgment: event.currentTarget.checked })
                      }
                    />
                  </div>
                ) : null}
              </section>
            </>
          )}
        </div>
        <EditorFoot editing={edited} readOnly={readOnly} needs="act" removal={t('alertRules.removal')} />
      </div>
      <BacktestPanel rule={rule} />
    </div>
  );
}

function withHeld(
  choices: readonly { readonly value: string; readonly label: string }[],
  held: string | undefined,
): { value: string; label: string }[] {
  const known = choices.map((one) => ({ ...one }));
  return held === undefined || known.some(({ value }) => value === held) ? known : [...known, { value: held, label: held }];
}

/** Enough of a rule to go on editing; its id stays what it was. */
function ruleLike(value: unknown, alertId: string): AlertConfiguration | null {
  return isRuleShaped(value) ? { ...value, AlertId: alertId } : null;
}

function isRuleShaped(value: unknown): value is AlertConfiguration {
  if (typeof value !== 'object' || value === null || !('Conditions' in value) || !('Name' in value)) return false;
  return typeof value.Name === 'string' && typeof value.Conditions === 'object' && value.Conditions !== null;
}
