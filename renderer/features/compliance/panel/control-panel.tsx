import type { ReactNode } from 'react';
import type { ControlEvaluation } from '../../../../shared/domain/frameworks/evaluation';
import { t } from '../../../language/language';
import { SidePanel } from '../../../ui/side-panel';
import { StateMark } from '../../../ui/state-mark';
import classes from '../compliance.module.css';
import { useAttachments } from '../use-frameworks';
import { ofResult } from '../words';
import { AttachedList } from './attached-list';
import { EvidenceView } from './evidence-view';
import { MissingList } from './missing-list';

interface ControlPanelProps {
  readonly frameworkId: string;
  readonly control: ControlEvaluation;
  /** Evaluates anew: something was attached or withdrawn. */
  readonly again: () => void;
  readonly onClose: () => void;
}

/** One control: what it asks, what answers it and how well, and what somebody must add. */
export function ControlPanel({ frameworkId, control, again, onClose }: ControlPanelProps): ReactNode {
  const { controlId, title, group, asks, result, reasons, evidence, missing } = control;
  const attachments = useAttachments(frameworkId);
  const changed = (): void => {
    attachments.again();
    again();
  };
  return (
    <SidePanel title={`${controlId} ${title}`} onClose={onClose}>
      <p>
        <StateMark spoken={ofResult(result)} strong /> <span className={classes.dim}>{group}</span>
      </p>
      <p>{asks}</p>
      <section>
        <h3 className={classes.heading}>{t('compliance.why')}</h3>
        <ul className={classes.list}>
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </section>
      {evidence.length === 0 ? null : (
        <section>
          <h3 className={classes.heading}>{t('compliance.evidence')}</h3>
          {evidence.map((one) => (
            <EvidenceView key={one.evidence} evidence={one} />
          ))}
        </section>
      )}
      {missing.length === 0 ? null : (
        <MissingList frameworkId={frameworkId} controlId={controlId} missing={missing} onAttached={changed} />
      )}
      <AttachedList
        attachments={(attachments.value ?? []).filter((one) => one.controlId === controlId)}
        problem={attachments.problem}
        onWithdrawn={changed}
      />
    </SidePanel>
  );
}
