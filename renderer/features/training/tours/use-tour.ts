import { useEngine, usePage, useUi, useView } from '../../../store/page';
import { isActive } from '../../../ui/tone';
import { type TourName, tours } from './tours';

const KEY = 'tocsin.tours';

export interface Offer {
  /** Null where the screen has no tour. */
  readonly tour: TourName | null;
  /** False while a real execution runs: nobody is shown around then. */
  readonly allowed: boolean;
  /** Nobody has taken it or put it away on this computer. */
  readonly fresh: boolean;
  readonly start: () => void;
}

/** The tour of the screen that is looked at. */
export function useTour(): Offer {
  const { ui } = usePage();
  const screen = useUi((data) => data.route.screen);
  const isPast = useUi((data) => data.replay !== null);
  const rehearses = useEngine()?.rehearsal != null;
  const runs = useView((view) => Object.values(view.executions).some(({ status }) => isActive(status)), false);
  const touring = useUi((data) => data.touring);
  const name = isPast ? 'replay' : screen;
  const tour = isTour(name) ? name : null;
  return {
    tour,
    allowed: rehearses || isPast || !runs,
    fresh: tour !== null && touring !== tour && !read().includes(tour),
    start() {
      if (tour === null) return;
      window.localStorage.setItem(KEY, [...new Set([...read(), tour])].join(' '));
      ui.setState({ touring: tour });
    },
  };
}

function isTour(name: string): name is TourName {
  return Object.hasOwn(tours, name);
}

function read(): readonly string[] {
  return (window.localStorage.getItem(KEY) ?? '').split(' ');
}
