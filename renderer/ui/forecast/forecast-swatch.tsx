import type { ReactNode } from 'react';
import classes from './forecast.module.css';

/** How a forecast is drawn, in small: beside its name wherever one stands. */
export function ForecastSwatch(): ReactNode {
  return (
    <svg width="22" height="10" aria-hidden="true" focusable="false" className={classes.swatch}>
      <HatchDefs id="forecast-swatch" />
      <rect x="0.5" y="2.5" width="21" height="5" fill="url(#forecast-swatch)" className={classes.most} />
      <rect x="6" y="2" width="9" height="6" className={classes.half} />
      <path d="M10 0v10" className={classes.middle} />
    </svg>
  );
}

/** The hatch of what is foreseen; bars refer to it by `id`. */
export function HatchDefs({ id }: { id: string }): ReactNode {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0v6" stroke="var(--text-dim)" strokeWidth="1.6" opacity="0.55" />
      </pattern>
    </defs>
  );
}
