import { defineStep, fine, limited } from './step';

export const screen = defineStep({
  id: 'screen',
  title: 'Screen',
  async look({ place }) {
    if (place.platform === 'darwin' || place.platform === 'win32') return [fine('the desktop of this session')];
    const display = place.env.WAYLAND_DISPLAY ?? place.env.DISPLAY ?? '';
    if (display !== '') return [fine(`display ${display}`)];
    return [
      limited('no screen (neither DISPLAY nor WAYLAND_DISPLAY)', 'Use `tocsin serve` and a browser; the console is the same.'),
    ];
  },
});
