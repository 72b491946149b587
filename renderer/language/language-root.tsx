import { Fragment, type ReactNode, useEffect, useState } from 'react';
import { useConsole } from '../store/page';
import { type Language, language, speak } from './language';

/** Draws everything anew in the language of the settings; until they are read, in the one this page spoke last. */
export function LanguageRoot({ children }: { children: ReactNode }): ReactNode {
  const wanted = useConsole((data) => data.settings?.language ?? null);
  const [spoken, setSpoken] = useState<Language>(begin);
  useEffect(() => {
    if (wanted === null || wanted === spoken) return;
    speak(wanted);
    window.localStorage.setItem(KEY, wanted);
    setSpoken(wanted);
  }, [wanted, spoken]);
  useEffect(() => {
    document.documentElement.lang = spoken;
  }, [spoken]);
  return <Fragment key={spoken}>{children}</Fragment>;
}

const KEY = 'tocsin.language';

function begin(): Language {
  if (window.localStorage.getItem(KEY) === 'de') speak('de');
  return language();
}
