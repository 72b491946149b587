import { type ReactNode, useEffect, useMemo } from 'react';
import { Joyride, STATUS, type Step } from 'react-joyride';
import { t } from '../../../language/language';
import { usePage, useUi } from '../../../store/page';
import { TourCard } from './tour-card';
import { tours } from './tours';
import { useTour } from './use-tour';

/**
 * Shows somebody around the screen they are on. Whatever is not there just now is passed over. It ends with that screen, and when a real
 * execution begins: it never comes back unasked.
 */
export function Tour(): ReactNode {
  const { ui } = usePage();
  const touring = useUi((data) => data.touring);
  const { tour, allowed } = useTour();
  const shown = allowed && tour === touring ? tour : null;
  const isOver = touring !== null && shown === null;
  useEffect(() => {
    if (isOver) ui.setState({ touring: null });
  }, [isOver, ui]);
  return shown === null ? null : <Stops name={shown} onEnd={() => ui.setState({ touring: null })} />;
}

function Stops({ name, onEnd }: { name: keyof typeof tours; onEnd: () => void }): ReactNode {
  const steps = useMemo(
    () =>
      tours[name]
        .filter(({ target }) => document.querySelector(target) !== null)
        .map(({ target, text }): Step => ({ target, content: t(text), placement: 'auto' })),
    [name],
  );
  return (
    <Joyride
      run
      continuous
      steps={steps}
      tooltipComponent={TourCard}
      options={{
        skipBeacon: true,
        skipScroll: true,
        targetWaitTimeout: 500,
        closeButtonAction: 'skip',
        overlayClickAction: false,
        dismissKeyAction: false,
        arrowColor: 'var(--raised)',
        overlayColor: 'rgb(0 0 0 / 50%)',
        spotlightRadius: 6,
        zIndex: 350,
      }}
      onEvent={({ status }) => {
        if (status === STATUS.FINISHED || status === STATUS.SKIPPED) onEnd();
      }}
    />
  );
}
