let audio: AudioContext | null = null;

/** Two strokes of a small bell, made on the spot; three and higher when it is urgent. Silent where the browser allows no sound yet. */
export function ring(kind: 'plain' | 'urgent'): void {
  audio ??= new AudioContext();
  const strokes = kind === 'urgent' ? [880, 1174.7, 1480] : [784, 987.8];
  for (const [index, frequency] of strokes.entries()) strike(audio, frequency, audio.currentTime + index * 0.16);
}

function strike(context: AudioContext, frequency: number, at: number): void {
  const volume = context.createGain();
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.16, at + 0.008);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.5);
  volume.connect(context.destination);
  for (const [overtone, share] of [
    [1, 1],
    [2.76, 0.25],
  ] as const) {
    const tone = context.createOscillator();
    const part = context.createGain();
    tone.frequency.value = frequency * overtone;
    part.gain.value = share;
    tone.connect(part).connect(volume);
    tone.start(at);
    tone.stop(at + 0.55);
  }
}
