import { type ReactNode, useEffect, useState } from 'react';
import { t } from '../language/language';
import { useOpenRecording } from '../store/use-recordings';
import classes from './replay-console.module.css';

const RECORDING = /\.jsonl$/i;

/** A recording that is dropped anywhere on the window is opened; other files are left to whoever takes them. */
export function RecordingDrop(): ReactNode {
  const open = useOpenRecording();
  const [hovers, setHovers] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent): void => {
      const holdsFile = event.dataTransfer?.types.includes('Files') ?? false;
      if (!holdsFile || event.defaultPrevented) return;
      event.preventDefault();
      setHovers(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setHovers(false);
    };
    const drop = (event: DragEvent): void => {
      setHovers(false);
      if (event.defaultPrevented) return;
      const file = [...(event.dataTransfer?.files ?? [])].find(({ name }) => RECORDING.test(name));
      event.preventDefault(); // a browser would leave the page and show the file
      if (file !== undefined) void open(file);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [open]);
  return hovers ? <div className={classes.drop}>{t('replay.dropHere')}</div> : null;
}
