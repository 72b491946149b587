import uPlot from 'uplot';
import type { Marker } from './series-looks';

/** Draws the points of a line as `marker`, `size` CSS pixels wide. */
export function markerPath(marker: Marker, size: number): uPlot.Series.Points.PathBuilder {
  return (plot, series, first, last, chosen) => {
    const radius = (size / 2) * uPlot.pxRatio;
    const path = new Path2D();
    const xs = plot.data[0];
    const ys = plot.data[series];
    const places = chosen ?? Array.from({ length: last - first + 1 }, (_, index) => first + index);
    for (const place of places) {
      const [x, y] = [xs?.[place], ys?.[place]];
      if (x === undefined || y === undefined || x === null || y === null) continue;
      shape(path, marker, plot.valToPos(x, 'x', true), plot.valToPos(y, 'y', true), radius);
    }
    return { fill: path, stroke: path };
  };
}

function shape(path: Path2D, marker: Marker, x: number, y: number, r: number): void {
  switch (marker) {
    case 'circle':
      path.moveTo(x + r, y);
      path.arc(x, y, r, 0, Math.PI * 2);
      return;
    case 'square':
      path.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
      return;
    case 'triangle':
      path.moveTo(x, y - r);
      path.lineTo(x + r, y + r * 0.8);
      path.lineTo(x - r, y + r * 0.8);
      path.closePath();
      return;
    case 'diamond':
      path.moveTo(x, y - r * 1.2);
      path.lineTo(x + r, y);
      path.lineTo(x, y + r * 1.2);
      path.lineTo(x - r, y);
      path.closePath();
  }
}
