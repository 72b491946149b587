import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { t } from '../../language/language';
import { useGo } from '../../store/page';
import { type ComplianceTab, complianceTabs } from '../../store/route';
import { Screen } from '../../ui/screen';
import { ControlsPart } from './controls/controls-part';
import { OwnPart } from './own/own-part';
import { PeriodPicker } from './period-picker';
import { RegisterPart } from './register-part';
import { RisksPart } from './risks-part';
import { useFrameworks } from './use-frameworks';

/** Frameworks held against what happened within a period. `id`: the framework, with the control that is open after a colon. */
export function ComplianceScreen({ tab, id }: { tab: ComplianceTab; id: string | null }): ReactNode {
  const go = useGo();
  const [period, setPeriod] = useState('LAST_12_MONTHS');
  const frameworks = useFrameworks();
  return (
    <Screen
      title={t('compliance.title')}
      tools={
        <>
          {tab === 'controls' || tab === 'risks' ? <PeriodPicker period={period} onPick={setPeriod} /> : null}
          <SegmentedControl
            size="xs"
            data={complianceTabs.map((value) => ({ value, label: t(`compliance.tab:${value}`) }))}
            value={tab}
            onChange={(value) =>
              go({ screen: 'compliance', tab: complianceTabs.find((one) => one === value) ?? 'controls', id: null })
            }
            aria-label={t('compliance.whichPart')}
          />
        </>
      }
    >
      <Part tab={tab} id={id} period={period} frameworks={frameworks} />
    </Screen>
  );
}

interface PartProps {
  readonly tab: ComplianceTab;
  readonly id: string | null;
  readonly period: string;
  readonly frameworks: ReturnType<typeof useFrameworks>;
}

function Part({ tab, id, period, frameworks }: PartProps): ReactNode {
  switch (tab) {
    case 'controls':
      return <ControlsPart id={id} period={period} frameworks={frameworks} />;
    case 'risks':
      return <RisksPart period={period} frameworks={frameworks} />;
    case 'data':
      return <RegisterPart />;
    case 'own':
      return <OwnPart frameworks={frameworks} />;
  }
}
